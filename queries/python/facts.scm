; Facts of Python. The captures are explained in queries/README.md.

(comment) @ignore

; Texts
(string) @string
(string_content) @string.content
(escape_sequence) @string.escape
(escape_interpolation) @string.escape
(interpolation expression: (_) @string.interpolation)
(concatenated_string) @concatenation
(concatenated_string (_) @concatenation.operand)
(binary_operator
  left: (_) @concatenation.operand
  operator: "+"
  right: (_) @concatenation.operand) @concatenation
(binary_operator
  left: (_) @formatting.template
  operator: "%"
  right: (_) @formatting.argument) @formatting
(conditional_expression . (_) @choice.branch "else" (_) @choice.branch) @choice
(boolean_operator
  left: (_) @choice.branch
  operator: "or"
  right: (_) @choice.branch) @choice

; Names and what stands for something else
(identifier) @name
(attribute object: (_) @member.object attribute: (_) @member.name) @member
(subscript value: (_) @index.object subscript: (_) @index.key) @index
(parenthesized_expression (_) @transparent.inner) @transparent
(list_splat (_) @transparent.inner) @transparent
(dictionary_splat (_) @transparent.inner) @transparent
(await (_) @transparent.inner) @transparent
(tuple) @list
(tuple (_) @list.item)
(list) @list
(list (_) @list.item)
(dictionary) @list
(dictionary (pair value: (_) @list.item))

; Calls
((call
  function: (identifier) @_cast
  arguments: (argument_list . (_) . (_) @transparent.inner .)) @transparent
  (#eq? @_cast "cast"))
(call function: (_) @call.callee) @call
(call arguments: (argument_list (_) @call.argument))
(keyword_argument name: (_) @argument.name value: (_) @argument.value) @argument

; Values
(global_statement (_) @variable.shared) @variable
(assignment left: (_) @binding.target right: (_) @binding.value) @binding
(augmented_assignment left: (_) @append.target operator: "+=" right: (_) @append.value) @append
(return_statement (_) @return.value) @return
(raise_statement . (_) @raise.value) @raise
(except_clause . [(identifier) (attribute) (tuple)] @guard.caught) @guard
(except_clause . (as_pattern . (_) @guard.caught)) @guard

; Ways through a function
(if_statement condition: (_) @branch.condition)
(if_statement consequence: (_) @branch.arm) @branch
(if_statement alternative: (_) @branch.arm)
(match_statement) @branch
(case_clause) @branch.arm

; Functions and classes
(function_definition name: (_) @function.name body: (_) @function.body) @function
(parameters (identifier) @function.parameter)
(parameters (default_parameter name: (_) @function.parameter))
(default_parameter value: (_) @default.value) @default
(typed_default_parameter value: (_) @default.value) @default
(parameters (typed_parameter . (identifier) @function.parameter))
(parameters (typed_default_parameter name: (_) @function.parameter))
(parameters (list_splat_pattern (_) @function.rest))
(parameters (typed_parameter (list_splat_pattern (_) @function.rest)))
(class_definition name: (_) @class.name body: (_) @class.body) @class
(class_definition superclasses: (argument_list (_) @class.base))

; Names from elsewhere
(import_statement) @import
(import_statement name: (dotted_name) @import.name)
(import_statement name: (aliased_import name: (_) @import.name alias: (_) @import.alias))
(import_from_statement module_name: (_) @import.module) @import
(import_from_statement name: (dotted_name) @import.name)
(import_from_statement name: (aliased_import name: (_) @import.name alias: (_) @import.alias))
