# Думите на страниците в people.
event-person-entered = Въведен в регистъра
