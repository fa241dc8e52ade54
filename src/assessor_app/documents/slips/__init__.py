"""Result slips: A4, four on A4, and the 80 mm roll of a receipt printer."""
