"""Word: the house style, the writer, the reader and the proof; nothing else knows Word.

`style` opens the house style, `write` turns a tree into a .docx, `read` reads one back,
and `proof` holds what was written against the tree.
"""
