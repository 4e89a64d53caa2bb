//! The closed vocabulary of captures. `queries/README.md` explains each to authors of packs.

/// What a node is, for the analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// `@string`: a literal with parts.
    String,
    /// `@concatenation`: texts joined in order.
    Concatenation,
    /// `@formatting`: a template filled by an operator.
    Formatting,
    /// `@choice`: one of several values.
    Choice,
    /// `@call`: a call.
    Call,
    /// `@argument`: an argument with a name.
    Argument,
    /// `@name`: an identifier.
    Name,
    /// `@member`: a field or attribute of an object.
    Member,
    /// `@index`: an entry of a table.
    Index,
    /// `@address`: where an entry of a table lies, or a place inside a text (`&buffer[used]`).
    Address,
    /// `@list`: a list, tuple, dictionary or initialiser.
    List,
    /// `@transparent`: stands for its inner expression (parentheses, casts, addresses).
    Transparent,
    /// `@sequence`: values in order, of which the last is its own; in parentheses, arguments given as one.
    Sequence,
    /// `@offset`: a place inside a text, such as `buffer + used`.
    Offset,
    /// `@binding`: a value is bound to a name or field.
    Binding,
    /// `@append`: text is added to what a name holds.
    Append,
    /// `@advance`: a name moves on inside the text that it points into (`at += length`, `at++`).
    Advance,
    /// `@default`: a parameter with a default; its first name is the parameter's.
    Default,
    /// `@return`: a value is returned, or else the way through the function ends.
    Return,
    /// `@raise`: an exception is raised.
    Raise,
    /// `@branch`: only one of its arms runs.
    Branch,
    /// `@guard`: what is in it exists or runs only on a condition.
    Guard,
    /// `@variable`: a name is declared.
    Variable,
    /// `@function`: a function or method with a body.
    Function,
    /// `@class`: a class.
    Class,
    /// `@macro`: a macro, with or without parameters.
    Macro,
    /// `@import`: names from elsewhere.
    Import,
    /// `@include`: the path of a file whose text is taken in here.
    Include,
    /// `@word`: a name that is a variable's, or else a call without arguments.
    Word,
    /// `@forward`: a call that hands on all parameters of the function around it.
    Forward,
    /// `@deferred`: a literal whose text is written further on.
    Deferred,
    /// `@deferred_text`: the text of the first `@deferred` before it that has none yet.
    DeferredText,
    /// `@ignore`: a comment or the like, never a part of anything.
    Ignore,
}

/// What a node is to the thing around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// `@string.content`: literal characters.
    StringContent,
    /// `@string.raw`: literal characters among which `\\` and `\'` alone are escapes.
    StringRaw,
    /// `@string.escape`: an escape sequence.
    StringEscape,
    /// `@string.interpolation`: an expression printed inside a literal.
    StringInterpolation,
    /// `@concatenation.operand`.
    ConcatenationOperand,
    /// `@formatting.template`.
    FormattingTemplate,
    /// `@formatting.argument`: a value, or a list of them.
    FormattingArgument,
    /// `@choice.branch`.
    ChoiceBranch,
    /// `@call.callee`.
    CallCallee,
    /// `@call.object`: whose method is called, where the grammar has no node for both together.
    CallObject,
    /// `@call.field`: what is called without arguments, which may be a field as well.
    CallField,
    /// `@call.argument`.
    CallArgument,
    /// `@argument.name`.
    ArgumentName,
    /// `@argument.value`.
    ArgumentValue,
    /// `@member.object`.
    MemberObject,
    /// `@member.name`.
    MemberName,
    /// `@index.object`.
    IndexObject,
    /// `@index.key`.
    IndexKey,
    /// `@address.entry`: the `@index` of which it is the address.
    AddressEntry,
    /// `@list.item`.
    ListItem,
    /// `@transparent.inner`.
    TransparentInner,
    /// `@transparent.rest`: what is dropped, and no part of anything else.
    TransparentRest,
    /// `@sequence.item`.
    SequenceItem,
    /// `@offset.base`: the text that the place lies in.
    OffsetBase,
    /// `@binding.target`.
    BindingTarget,
    /// `@binding.value`.
    BindingValue,
    /// `@append.target`.
    AppendTarget,
    /// `@append.value`.
    AppendValue,
    /// `@advance.target`.
    AdvanceTarget,
    /// `@advance.step`: it goes from one character to the next.
    AdvanceStep,
    /// `@default.value`.
    DefaultValue,
    /// `@return.value`.
    ReturnValue,
    /// `@raise.value`.
    RaiseValue,
    /// `@raise.text`: the text of an error whose class is not named, or the error.
    RaiseText,
    /// `@branch.arm`.
    BranchArm,
    /// `@branch.value`: what an arm gives where the branch is a value.
    BranchValue,
    /// `@branch.unless`: the first arm runs where it does not hold.
    BranchUnless,
    /// `@branch.condition`: the first arm runs where it holds.
    BranchCondition,
    /// `@guard.condition`.
    GuardCondition,
    /// `@guard.caught`: what is in it runs where this exception was raised.
    GuardCaught,
    /// `@guard.otherwise`: what is there where the condition does not hold; the last part.
    GuardOtherwise,
    /// `@variable.name`: the name means this function's own value, or the file's.
    VariableName,
    /// `@variable.shared`: the name means the file's value in this function too.
    VariableShared,
    /// `@function.name`.
    FunctionName,
    /// `@function.parameter`: its first name is the parameter's.
    FunctionParameter,
    /// `@function.rest`: the parameter that takes all further arguments.
    FunctionRest,
    /// `@function.body`.
    FunctionBody,
    /// `@function.internal`: only the function's own file can name it.
    FunctionInternal,
    /// `@class.name`.
    ClassName,
    /// `@class.base`.
    ClassBase,
    /// `@class.body`.
    ClassBody,
    /// `@macro.name`.
    MacroName,
    /// `@macro.parameters`: present, even if empty, where the macro is called like a function.
    MacroParameters,
    /// `@macro.parameter`.
    MacroParameter,
    /// `@macro.rest`: `...`.
    MacroRest,
    /// `@macro.body`: the replacement text.
    MacroBody,
    /// `@import.module`.
    ImportModule,
    /// `@import.name`: what is imported, or a module.
    ImportName,
    /// `@import.alias`: the name it gets here; it follows its `@import.name`.
    ImportAlias,
}

impl Role {
    const WORDS: &'static [(&'static str, Role)] = &[
        ("string", Role::String),
        ("concatenation", Role::Concatenation),
        ("formatting", Role::Formatting),
        ("choice", Role::Choice),
        ("call", Role::Call),
        ("argument", Role::Argument),
        ("name", Role::Name),
        ("member", Role::Member),
        ("index", Role::Index),
        ("address", Role::Address),
        ("list", Role::List),
        ("transparent", Role::Transparent),
        ("sequence", Role::Sequence),
        ("offset", Role::Offset),
        ("binding", Role::Binding),
        ("append", Role::Append),
        ("advance", Role::Advance),
        ("default", Role::Default),
        ("return", Role::Return),
        ("raise", Role::Raise),
        ("branch", Role::Branch),
        ("guard", Role::Guard),
        ("variable", Role::Variable),
        ("function", Role::Function),
        ("class", Role::Class),
        ("macro", Role::Macro),
        ("import", Role::Import),
        ("include", Role::Include),
        ("word", Role::Word),
        ("forward", Role::Forward),
        ("deferred", Role::Deferred),
        ("deferred_text", Role::DeferredText),
        ("ignore", Role::Ignore),
    ];

    /// The role with this capture name.
    pub fn named(word: &str) -> Option<Role> {
        find(Role::WORDS, word)
    }
}

impl Part {
    const WORDS: &'static [(&'static str, Part)] = &[
        ("string.content", Part::StringContent),
        ("string.raw", Part::StringRaw),
        ("string.escape", Part::StringEscape),
        ("string.interpolation", Part::StringInterpolation),
        ("concatenation.operand", Part::ConcatenationOperand),
        ("formatting.template", Part::FormattingTemplate),
        ("formatting.argument", Part::FormattingArgument),
        ("choice.branch", Part::ChoiceBranch),
        ("call.callee", Part::CallCallee),
        ("call.object", Part::CallObject),
        ("call.field", Part::CallField),
        ("call.argument", Part::CallArgument),
        ("argument.name", Part::ArgumentName),
        ("argument.value", Part::ArgumentValue),
        ("member.object", Part::MemberObject),
        ("member.name", Part::MemberName),
        ("index.object", Part::IndexObject),
        ("index.key", Part::IndexKey),
        ("address.entry", Part::AddressEntry),
        ("list.item", Part::ListItem),
        ("transparent.inner", Part::TransparentInner),
        ("transparent.rest", Part::TransparentRest),
        ("sequence.item", Part::SequenceItem),
        ("offset.base", Part::OffsetBase),
        ("binding.target", Part::BindingTarget),
        ("binding.value", Part::BindingValue),
        ("append.target", Part::AppendTarget),
        ("append.value", Part::AppendValue),
        ("advance.target", Part::AdvanceTarget),
        ("advance.step", Part::AdvanceStep),
        ("default.value", Part::DefaultValue),
        ("return.value", Part::ReturnValue),
        ("raise.value", Part::RaiseValue),
        ("raise.text", Part::RaiseText),
        ("branch.arm", Part::BranchArm),
        ("branch.value", Part::BranchValue),
        ("branch.unless", Part::BranchUnless),
        ("branch.condition", Part::BranchCondition),
        ("guard.condition", Part::GuardCondition),
        ("guard.caught", Part::GuardCaught),
        ("guard.otherwise", Part::GuardOtherwise),
        ("variable.name", Part::VariableName),
        ("variable.shared", Part::VariableShared),
        ("function.name", Part::FunctionName),
        ("function.parameter", Part::FunctionParameter),
        ("function.rest", Part::FunctionRest),
        ("function.body", Part::FunctionBody),
        ("function.internal", Part::FunctionInternal),
        ("class.name", Part::ClassName),
        ("class.base", Part::ClassBase),
        ("class.body", Part::ClassBody),
        ("macro.name", Part::MacroName),
        ("macro.parameters", Part::MacroParameters),
        ("macro.parameter", Part::MacroParameter),
        ("macro.rest", Part::MacroRest),
        ("macro.body", Part::MacroBody),
        ("import.module", Part::ImportModule),
        ("import.name", Part::ImportName),
        ("import.alias", Part::ImportAlias),
    ];

    /// The part with this capture name.
    pub fn named(word: &str) -> Option<Part> {
        find(Part::WORDS, word)
    }
}

/// All capture names, roles first; for error messages.
pub(super) fn vocabulary() -> impl Iterator<Item = &'static str> {
    let roles = Role::WORDS.iter().map(|(word, _)| *word);
    roles.chain(Part::WORDS.iter().map(|(word, _)| *word))
}

fn find<T: Copy>(words: &[(&str, T)], wanted: &str) -> Option<T> {
    words
        .iter()
        .find(|(word, _)| *word == wanted)
        .map(|(_, value)| *value)
}
