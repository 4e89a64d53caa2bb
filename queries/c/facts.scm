; Facts of C. The captures are explained in queries/README.md.

(comment) @ignore

; A word of the application's own before a parameter's type, which makes the type an error.
(parameter_declaration (ERROR (identifier) @ignore))

; Files that are taken in
(preproc_include path: (string_literal) @include)
(preproc_include path: (system_lib_string) @include)

; Texts
(string_literal) @string
(string_content) @string.content
(escape_sequence) @string.escape
(char_literal) @string
(char_literal (character) @string.content)
(concatenated_string) @concatenation
(concatenated_string (_) @concatenation.operand)
; As pack.yml writes texts that stand beside a macro's call.
(call_expression function: (identifier) @_texts (#eq? @_texts "texts_")) @concatenation
(call_expression
  function: (identifier) @_texts
  arguments: (argument_list (_) @concatenation.operand)
  (#eq? @_texts "texts_"))
(conditional_expression
  consequence: (_) @choice.branch
  alternative: (_) @choice.branch) @choice

; Names and what stands for something else
(identifier) @name
(number_literal) @name
(field_expression argument: (_) @member.object field: (_) @member.name) @member
(subscript_expression argument: (_) @index.object index: (_) @index.key) @index
; `({ note(n); text; })`: the value is that of the last statement.
(parenthesized_expression (compound_statement (expression_statement (_) @sequence.item) .)) @sequence
(parenthesized_expression (_) @transparent.inner) @transparent
(cast_expression value: (_) @transparent.inner) @transparent
(pointer_expression "&" argument: (subscript_expression) @address.entry) @address
; What a pointer points to gets a value, not the name.
(assignment_expression left: (pointer_expression "*" argument: (_) @offset.base) @offset)
(pointer_expression argument: (_) @transparent.inner) @transparent
(binary_expression left: (_) @offset.base operator: "+") @offset
(comma_expression (_) @sequence.item) @sequence
(pointer_declarator declarator: (_) @transparent.inner) @transparent
(array_declarator declarator: (_) @transparent.inner) @transparent
(function_declarator declarator: (parenthesized_declarator (_) @transparent.inner)) @transparent
(initializer_list) @list
(initializer_list (_) @list.item)
(initializer_pair
  designator: (field_designator (_) @argument.name)
  value: (_) @argument.value) @argument
(initializer_pair value: (_) @transparent.inner) @transparent

; Calls
(call_expression function: (_) @call.callee) @call
(call_expression arguments: (argument_list (_) @call.argument))

; Values
(declaration declarator: (_) @variable.name) @variable
(init_declarator declarator: (_) @binding.target value: (_) @binding.value) @binding
(assignment_expression left: (_) @binding.target "=" right: (_) @binding.value) @binding
(assignment_expression left: (_) @advance.target "+=") @advance
(update_expression argument: (_) @advance.step) @advance
(return_statement (_) @return.value) @return
(return_statement) @return

; Ways through a function
(if_statement condition: (_) @branch.condition)
(if_statement consequence: (_) @branch.arm) @branch
(if_statement alternative: (_) @branch.arm)
(switch_statement) @branch
(case_statement) @branch.arm
(preproc_ifdef "#ifdef" name: (_) @guard.condition) @guard
(preproc_if condition: (_) @guard.condition) @guard
(preproc_ifdef alternative: (_) @guard.otherwise)
(preproc_if alternative: (_) @guard.otherwise)

; Functions
(function_definition body: (_) @function.body) @function
(function_definition (storage_class_specifier "static") @function.internal)
(function_declarator declarator: (identifier) @function.name)
(parameter_list (parameter_declaration) @function.parameter)
(parameter_list (identifier) @function.parameter)
(parameter_list (variadic_parameter) @function.rest)

; Macros
(preproc_def name: (_) @macro.name value: (_) @macro.body) @macro
(preproc_def name: (_) @macro.name) @macro
(preproc_function_def
  name: (_) @macro.name
  parameters: (_) @macro.parameters
  value: (_) @macro.body) @macro
(preproc_params (identifier) @macro.parameter)
(preproc_params "..." @macro.rest)
; `args...` and `x...`: which part the error holds depends on its length.
(preproc_params (ERROR "..." @macro.rest))
(preproc_params (ERROR (identifier) @macro.parameter))
