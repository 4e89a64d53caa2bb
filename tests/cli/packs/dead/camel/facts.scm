(identifier) @name
(string_literal) @string
([(string_content) (escape_sequence)] @string.content)
(call_expression function: (_) @call.callee) @call
(call_expression arguments: (argument_list (_) @call.argument))
(return_statement
  (_) @return.value) @return
