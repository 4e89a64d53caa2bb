; Facts of Ruby. The captures are explained in queries/README.md.

(comment) @ignore

; Texts
(string) @string
(bare_string) @string
((string . "\"" @_quote (string_content) @string.raw)
  (#eq? @_quote "'"))
(string_content) @string.content
(escape_sequence) @string.escape
(interpolation (_) @string.interpolation)
(heredoc_beginning) @deferred
(heredoc_body) @deferred_text
(heredoc_content) @string.content
(chained_string) @concatenation
(chained_string (_) @concatenation.operand)
(binary
  left: (_) @concatenation.operand
  operator: "+"
  right: (_) @concatenation.operand) @concatenation
(binary
  left: (_) @formatting.template
  operator: "%"
  right: (_) @formatting.argument) @formatting
(conditional
  consequence: (_) @choice.branch
  alternative: (_) @choice.branch) @choice
(binary
  left: (_) @choice.branch
  operator: "||"
  right: (_) @choice.branch) @choice
(rescue_modifier
  body: (_) @choice.branch
  handler: (_) @choice.branch) @choice

; Classes. A module is one, and what it includes is a base.
((assignment
  left: (constant) @class.name
  right: (call
    receiver: (constant) @_class
    method: (identifier) @_new
    arguments: (argument_list . (_) @class.base)) @transparent) @class
  (#eq? @_class "Class")
  (#eq? @_new "new"))
(class name: (_) @class.name) @class
(class superclass: (superclass (_) @class.base))
(module name: (_) @class.name) @class
((call
  method: (identifier) @_include
  arguments: (argument_list (_) @class.base)) @transparent
  (#eq? @_include "include"))

; What is raised: a class and its text, or a text or an error alone.
((call
  method: (identifier) @_raise
  arguments: (argument_list . (_) @call.callee . (_) @call.argument) @call @raise.value) @raise
  (#eq? @_raise "raise"))
((call
  method: (identifier) @_raise
  arguments: (argument_list . (_) @raise.text .)) @raise
  (#eq? @_raise "raise"))
((call
  method: (identifier) @_fail
  arguments: (argument_list . (_) @call.callee . (_) @call.argument) @call @raise.value) @raise
  (#eq? @_fail "fail"))
((call
  method: (identifier) @_fail
  arguments: (argument_list . (_) @raise.text .)) @raise
  (#eq? @_fail "fail"))

; Names and what stands for something else
(call method: [(identifier) (super)] @name)
(identifier) @word
(constant) @name
(self) @name
(instance_variable) @name
(class_variable) @name
(global_variable) @name
(simple_symbol) @name
(integer) @name
(super) @forward
(scope_resolution scope: (_) @member.object name: (_) @member.name) @member
(scope_resolution . (constant) @transparent.inner .) @transparent
(element_reference object: (_) @index.object . (_) @index.key) @index
((call receiver: (_) @transparent.inner method: (identifier) @transparent.rest @_freeze) @transparent
  (#eq? @_freeze "freeze"))
(unary operator: ["+" "-"] operand: (string) @transparent.inner) @transparent
(parenthesized_statements (_) @transparent.inner .) @transparent
(splat_argument (_) @transparent.inner) @transparent
(array) @list
(array (_) @list.item)
(string_array) @list
(string_array (_) @list.item)
(hash) @list
(hash (_) @list.item)

; Calls. What stands behind a name alone may be a field. A block gives the value of its last statement.
(call receiver: (_) @call.object . method: (_) @call.field .)
(call receiver: (_) @call.object)
(call method: (_) @call.callee) @call
(call arguments: (argument_list (_) @call.argument))
(call block: (_) @call.argument)
(block "{" @argument.name body: (block_body (_) @argument.value .)) @argument
(do_block "do" @argument.name body: (body_statement (_) @argument.value .)) @argument
(pair key: (_) @argument.name value: (_) @argument.value) @argument

; Values
(block_parameters) @variable
(block_parameters (_) @variable.name)
(exception_variable (_) @variable.name) @variable
(left_assignment_list) @variable
(left_assignment_list (_) @variable.name)
(assignment left: (_) @binding.target right: (_) @binding.value) @binding
(operator_assignment left: (_) @append.target operator: "+=" right: (_) @append.value) @append
(operator_assignment left: (_) @binding.target operator: "||=" right: (_) @binding.value) @binding
(binary left: (_) @append.target operator: "<<" right: (_) @append.value) @append
(return (argument_list . (_) @return.value .)) @return
(return) @return

; Ways through a function
(if condition: (_) @branch.condition) @branch
(if consequence: (_) @branch.arm)
(if alternative: (_) @branch.arm)
(elsif condition: (_) @branch.condition) @branch
(elsif consequence: (_) @branch.arm)
(elsif alternative: (_) @branch.arm)
(unless condition: (_) @branch.unless) @branch
(unless consequence: (_) @branch.arm)
(unless alternative: (_) @branch.arm)
(if_modifier body: (_) @branch.arm condition: (_) @branch.condition) @branch
(unless_modifier body: (_) @branch.arm condition: (_) @branch.unless) @branch
(case) @branch
(case (when body: (_) @branch.arm))
(case (else) @branch.arm)
(case_match) @branch
(case_match clauses: (in_clause body: (_) @branch.arm))
(case_match else: (_) @branch.arm)
(rescue body: (_) @branch.arm) @branch
(rescue exceptions: (_) @branch.condition)
(then (_) @branch.value .)
(then (_) @branch.value . (comment) .)
(else (_) @branch.value .)
(else (_) @branch.value . (comment) .)
(begin) @choice
(begin (_) @choice.branch .)
(begin (_) @choice.branch . [(rescue) (ensure)])

; Functions, which give what their last statement gives
(method name: (_) @function.name) @function
(singleton_method name: (_) @function.name) @function
(method body: (_) @function.body)
(singleton_method body: (_) @function.body)
(method body: (body_statement (_) @return.value .) @return)
(method body: (body_statement (_) @return.value . [(comment) (heredoc_body)] .) @return)
(method body: (body_statement (_) @return.value . [(rescue) (ensure)]) @return)
(singleton_method body: (body_statement (_) @return.value .) @return)
(singleton_method body: (body_statement (_) @return.value . [(comment) (heredoc_body)] .) @return)
(singleton_method body: (body_statement (_) @return.value . [(rescue) (ensure)]) @return)
(method_parameters (identifier) @function.parameter)
(method_parameters (optional_parameter name: (_) @function.parameter))
(method_parameters (keyword_parameter name: (_) @function.parameter))
(optional_parameter value: (_) @default.value) @default
(keyword_parameter value: (_) @default.value) @default
(method_parameters (splat_parameter name: (_) @function.rest))
