import logging

logging.getLogger("kist").addHandler(logging.NullHandler())
