"""Weekly exchange: questions and actions, who shared when, a week or a month in one."""
