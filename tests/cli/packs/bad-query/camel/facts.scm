(identifier) @name
(call_expression function: (_) @call.callee) @call
(call_expression arguments: (argument_lisst) @call)
