"""The locked screen: nobody's data, and who may go on."""
