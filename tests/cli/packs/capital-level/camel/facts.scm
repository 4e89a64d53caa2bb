(identifier) @name
(call_expression function: (_) @call.callee) @call
