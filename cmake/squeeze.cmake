# A script or style without its comments and indentation, for pages that are sent around:  cmake -DIN= -DOUT= -P squeeze.cmake
# What it drops must not stand inside a string: /* ... */ and blanks at the start of a line.
file(READ ${IN} text)
string(REGEX REPLACE "/\\*[^*]*\\*+([^/*][^*]*\\*+)*/" "" text "${text}")
string(REGEX REPLACE "[ ]*\n[ \n]*" "\n" text "${text}")
file(WRITE ${OUT} "${text}")
