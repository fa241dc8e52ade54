"""The composition root of the device, without Qt: builds the parts and hands them to each other."""
