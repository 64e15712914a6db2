"""A document of an office, as Word or a text editor saved it → a draft of an entry.

    bytes ── formats ──► word | plain ──► Source (HTML tree, pictures, notes)
          ── letterhead ──► what its head says ── outline ──► headings, lists ── writing ──► Markdown ── draft

The program decides nothing about people: what it does not understand stays in the text, and what it leaves out it says.
"""
