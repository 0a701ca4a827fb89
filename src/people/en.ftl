# The words of the pages of people.
event-person-entered = Entered in the register
