; Facts of Java. The captures are explained in queries/README.md.

(line_comment) @ignore
(block_comment) @ignore

; Texts
(string_literal) @string
(string_fragment) @string.content
(multiline_string_fragment) @string.content
(escape_sequence) @string.escape
(binary_expression
  left: (_) @concatenation.operand
  operator: "+"
  right: (_) @concatenation.operand) @concatenation
(ternary_expression
  consequence: (_) @choice.branch
  alternative: (_) @choice.branch) @choice

; Names and what stands for something else
(identifier) @name
(type_identifier) @name
(this) @name
(super) @name
(field_access object: (_) @member.object field: (_) @member.name) @member
(scoped_type_identifier . (_) @member.object (type_identifier) @member.name .) @member
(method_reference . (_) @member.object (identifier) @member.name .) @member
(array_access array: (_) @index.object index: (_) @index.key) @index
(parenthesized_expression (_) @transparent.inner) @transparent
(cast_expression value: (_) @transparent.inner) @transparent
(generic_type . (_) @transparent.inner) @transparent
(array_creation_expression value: (_) @transparent.inner) @transparent
(array_initializer) @list
(array_initializer (_) @list.item)

; Calls
(method_invocation object: (_) @call.object)
(method_invocation name: (_) @call.callee) @call
(object_creation_expression type: (_) @call.callee) @call
(explicit_constructor_invocation constructor: (_) @call.callee) @call
(argument_list (_) @call.argument)

; `@LogMessage(level = WARN) @Message("…")` is read as a call `LogMessage.Message(level = WARN, "…")`.
(modifiers
  (_ name: (identifier) @call.object (#eq? @call.object "LogMessage"))
  (annotation name: (identifier) @call.callee (#eq? @call.callee "Message"))) @call
(annotation_argument_list (_) @call.argument)
(element_value_pair key: (_) @argument.name value: (_) @argument.value) @argument

; Values
(field_declaration declarator: (_) @variable.name) @variable
(local_variable_declaration declarator: (_) @variable.name) @variable
(variable_declarator name: (_) @binding.target value: (_) @binding.value) @binding
(assignment_expression left: (_) @binding.target operator: "=" right: (_) @binding.value) @binding
(assignment_expression left: (_) @append.target operator: "+=" right: (_) @append.value) @append
(return_statement (_) @return.value) @return
(throw_statement (_) @raise.value) @raise
(catch_clause (catch_formal_parameter (catch_type) @guard.caught)) @guard

; Ways through a function. A `switch` that stands alone is a statement, any other one is a value.
(if_statement condition: (_) @branch.condition)
(if_statement consequence: (_) @branch.arm) @branch
(if_statement alternative: (_) @branch.arm)
(block (switch_expression) @branch)
(block (switch_expression (switch_block (switch_rule) @branch.arm)))
(block (switch_expression (switch_block (switch_block_statement_group) @branch.arm)))
(constructor_body (switch_expression) @branch)
(constructor_body (switch_expression (switch_block (switch_rule) @branch.arm)))
(constructor_body (switch_expression (switch_block (switch_block_statement_group) @branch.arm)))
(switch_expression) @choice
(switch_rule (expression_statement (_) @choice.branch))
(yield_statement (_) @choice.branch)

; Functions and classes. A function whose body is an expression stands for what it gives.
(method_declaration name: (_) @function.name body: (_) @function.body) @function
(constructor_declaration name: (_) @function.name body: (_) @function.body) @function
(compact_constructor_declaration name: (_) @function.name body: (_) @function.body) @function
(lambda_expression body: (block) @function.body) @function
(lambda_expression body: (_) @transparent.inner) @transparent
(formal_parameter name: (_) @function.parameter)
(spread_parameter (variable_declarator name: (_) @function.rest))
(inferred_parameters (identifier) @function.parameter)
(lambda_expression parameters: (identifier) @function.parameter)
(class_declaration name: (_) @class.name body: (_) @class.body) @class
(superclass (_) @class.base)
(interface_declaration name: (_) @class.name body: (_) @class.body) @class
(enum_declaration name: (_) @class.name body: (_) @class.body) @class
(record_declaration name: (_) @class.name body: (_) @class.body) @class

; Names from elsewhere
(import_declaration (scoped_identifier scope: (_) @import.module name: (_) @import.name) .) @import
