# The words of the pages of frontdesk.
