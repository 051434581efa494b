"""The filters that a template may use, one record each, a file for each family; a file that is added is found.

Jinja's harmless ones keep their names and meanings; ours print dates, times, months, durations and numbers. Nothing
else names a filter: the evaluator, the check and the documentation ask its record.
"""
