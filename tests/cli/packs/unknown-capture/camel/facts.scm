(identifier) @name
(call_expression function: (_) @call.callee) @call
(string_literal) @text
