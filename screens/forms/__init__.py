"""Everything that is asked for in a form or a row of questions: values in, values out."""
