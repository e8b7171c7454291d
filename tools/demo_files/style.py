"""The colours of every drawing, sheet and model, as red, green and blue up to 255."""

INK = (33, 43, 54)
SOFT = (104, 117, 130)
LINE = (196, 205, 213)
PAPER = (251, 250, 246)
BLUE = (31, 94, 140)
GREEN = (52, 120, 84)
RED = (186, 58, 46)
WOOD = (222, 190, 140)
WOOD_DARK = (176, 132, 80)
LEATHER = (168, 104, 62)
STEEL = (150, 162, 172)
