/*
 * Inspire, the schema language, and the plan language that is built on it.
 *
 * Two rules explain the form of this grammar:
 *  - It accepts more than the languages allow. If an error deserves a better message than "expected ...",
 *    the wrong text parses here and dev.kizaki.inspire.parse refuses it with a message of its own: unclosed
 *    texts, numbers with letters, any sequence of type suffixes, several defaults, wrong arguments of an
 *    annotation.
 *  - The bodies of runtime-only declarations are opaque, because they hold route paths, rates and bare URLs.
 *    OPAQUE_PARENTHESES, OPAQUE_BLOCK and OPAQUE_RULE have no lexer rule: the tokeniser makes one such token
 *    of each body. The tokeniser also ensures that braces balance, and it gives an annotation that cannot
 *    belong to the field before it (after a comma or a rule) a token type of its own, so that the parser
 *    needs one token of lookahead only.
 *
 * No word is reserved: every word of `identifier` can be a name.
 */
grammar InspireBase;

tokens {
    OPAQUE_PARENTHESES,
    OPAQUE_BLOCK,
    OPAQUE_RULE,
    DETACHED_ANNOTATION,
    DETACHED_UNKNOWN_ANNOTATION
}

// ---------------------------------------------------------------------------------------- entry rules

singleInspireFile
    : (declaration ','?)* EOF
    ;

singlePlanFile
    : migration EOF
    ;

singleAnswersFile
    : ';'* (answer ';'*)* EOF
    ;

// --------------------------------------------------------------------------------------- declarations

declaration
    : entityDeclaration                                                         #entity
    | enumDeclaration                                                           #enum
    | sequenceDeclaration                                                       #sequence
    | externalDeclaration                                                       #external
    | objectDeclaration                                                         #object
    | extensionDeclaration                                                      #extension
    | TYPE name=identifier typeBody                                             #embeddedType
    | NAMESPACE name=identifier namespaceBody                                   #namespace
    | keyword=(API_KEYS | AUTH | EMAIL | INTEGRATIONS | NETWORK | PAYMENTS)
      OPAQUE_BLOCK                                                              #runtimeBlock
    | keyword=ROUTES OPAQUE_PARENTHESES? OPAQUE_BLOCK                           #routes
    | keyword=SCHEDULE name=identifier OPAQUE_BLOCK                             #schedule
    | keyword=AT_SYSTEM OPAQUE_PARENTHESES OPAQUE_BLOCK                         #systemRole
    | keyword=AT_VALIDATION TYPE name=identifier OPAQUE_BLOCK                   #validationType
    | keyword=AT_VALIDATION TYPE name=identifier '=' validationExpression       #derivedValidationType
    ;

entityDeclaration
    : ENTITY name=identifier annotation* entityBody
    ;

entityBody
    : open='{' (entityItem ','?)* close='}'
    ;

entityItem
    : fieldDeclaration                                                          #entityField
    | name=DETACHED_ANNOTATION annotationArguments?                             #detachedAnnotation
    | name=DETACHED_UNKNOWN_ANNOTATION OPAQUE_PARENTHESES?                      #detachedUnknown
    | keyword=(AT_GRANT | AT_DENY) OPAQUE_RULE                                  #accessRule
    | keyword=AT_WHY '(' reason=text ')'                                        #explanation
    | keyword=AT_ON OPAQUE_PARENTHESES kind=identifier function=identifier
      OPAQUE_BLOCK?                                                             #reaction
    ;

enumDeclaration
    : ENUM name=identifier annotation* enumBody
    ;

enumBody
    : open='{' (enumValue ','?)* close='}'
    ;

enumValue
    : name=identifier valueAnnotation*
    ;

// in the body of an enum the tokeniser takes annotations for detached ones
valueAnnotation
    : name=(ANNOTATION | DETACHED_ANNOTATION) annotationArguments?              #knownValueAnnotation
    | name=(UNKNOWN_ANNOTATION | DETACHED_UNKNOWN_ANNOTATION) OPAQUE_PARENTHESES?
                                                                                #unknownValueAnnotation
    ;

externalDeclaration
    : EXTERNAL name=identifier FROM (tableColumn | tableColumns)
    ;

tableColumns
    : schema=text '.' table=text '(' typedColumn (',' typedColumn)* ')'
    ;

typedColumn
    : column=text ':' typeExpression
    ;

// the name of an extension can contain a hyphen: extension "uuid-ossp"
extensionDeclaration
    : EXTENSION (name=identifier | quoted=text)
    ;

sequenceDeclaration
    : SEQUENCE name=identifier annotation* sequenceBody
    ;

sequenceBody
    : open='{' (sequenceItem ','?)* close='}'
    ;

sequenceItem
    : option
    ;

objectDeclaration
    : OBJECT name=identifier objectUses? objectBody
    ;

objectUses
    : USES '[' (identifier (',' identifier)*)? ']'
    ;

// ObjectForm checks which items stand in it, and how often
objectBody
    : open='{' (objectItem ','?)* close='}'
    ;

objectItem
    : keyword=(CREATE | DROP) (text+ | FROM file=text | DERIVED | '[' RESOLVE ']')
    ;

typeBody
    : open='{' (typeItem ','?)* close='}'
    ;

typeItem
    : fieldDeclaration
    ;

namespaceBody
    : open='{' (namespaceItem ','?)* close='}'
    ;

namespaceItem
    : key=identifier ':' identifier ('.' identifier)*                           #namespacePath
    | key=identifier ':' '[' (identifier (',' identifier)*)? ']'                #namespaceNames
    | key=identifier ':' text                                                   #namespaceText
    | keyword=(AT_GRANT | AT_DENY) OPAQUE_RULE                                  #namespaceRule
    ;

validationExpression
    : '|'? validationTerm (('|' | '&') validationTerm)*
    ;

validationTerm
    : (IDENTIFIER | planWord) ('<' validationArgument (',' validationArgument)* '>')?
                                                                                #validationReference
    | OPAQUE_BLOCK                                                              #validationFields
    | text                                                                      #validationText
    ;

validationArgument
    : validationExpression                                                      #validationTypeArgument
    | '[' (identifier (',' identifier)*)? ']'                                   #validationNames
    ;

// --------------------------------------------------------------------------------------------- fields

fieldDeclaration
    : name=identifier ':' fieldShape
    ;

fieldShape
    : typeExpression fieldModifier*
    ;

fieldModifier
    : '=' value                                                                 #fieldDefault
    | annotation                                                                #fieldAnnotation
    ;

typeExpression
    : typeName typeSuffix*
    ;

typeName
    : name=identifier ('.' member=identifier | '(' value (',' value)* ')')?
    ;

typeSuffix
    : '?'                                                                       #nullable
    | '[' ']'                                                                   #array
    ;

annotation
    : name=ANNOTATION annotationArguments?                                      #knownAnnotation
    | name=UNKNOWN_ANNOTATION OPAQUE_PARENTHESES?                               #unknownAnnotation
    ;

annotationArguments
    : '(' (argument (',' argument)*)? ')'
    ;

argument
    : option                                                                    #namedArgument
    | arrow                                                                     #arrowArgument
    | elements                                                                  #elementsArgument
    | plainValue                                                                #valueArgument
    ;

option
    : name=identifier ':' value
    ;

// fields of an entity, and the fields of another one that they refer to
arrow
    : from=fieldNames '->' target=identifier '(' to=fieldNames ')'
    ;

fieldNames
    : '[' identifier (',' identifier)* ']'
    ;

elements
    : '[' (element (',' element)*)? ']'
    ;

// what an index or unique is over; GroupForm checks the words after it
element
    : value elementModifier*
    ;

elementModifier
    : valueWord callArguments?
    ;

// --------------------------------------------------------------------------------------------- values

value
    : '[' (value (',' value)*)? ']'                                             #sequenceValue
    | plainValue                                                                #singleValue
    ;

plainValue
    : text                                                                      #textValue
    | NUMBER                                                                    #numberValue
    | TRUE                                                                      #trueValue
    | FALSE                                                                     #falseValue
    | NULL                                                                      #nullValue
    | sqlText                                                                   #sqlValue
    | valueWord (callArguments | '.' member=identifier)?                        #wordValue
    ;

sqlText
    : SQL '(' text ')'
    ;

callArguments
    : '(' (callArgument (',' callArgument)*)? ')'
    ;

callArgument
    : option                                                                    #namedCallArgument
    | value                                                                     #plainCallArgument
    ;

text
    : STRING                                                                    #quotedText
    | RAW_STRING                                                                #rawText
    | SINGLE_QUOTED                                                             #singleQuotedText
    | UNCLOSED_STRING                                                           #unclosedText
    ;

// ---------------------------------------------------------------------------------------------- plans

migration
    : migrationHeader migrationBody
    ;

// AstBuilder checks the word: a plan has one header, so a mistyped word is still meant to be it
migrationHeader
    : keyword=IDENTIFIER name=text
    ;

migrationBody
    : open='{' planItem* close='}'
    ;

planItem
    : statement                                                                 #planStatement
    | '[' RESOLVE ']' EITHER either=choice OR or=choice                         #resolveBlock
    ;

choice
    : open='{' planItem* close='}'
    ;

statement
    : ADD entityDeclaration                                                     #addEntity
    | ADD enumDeclaration                                                       #addEnum
    | ADD sequenceDeclaration                                                   #addSequence
    | ADD VALUE added=path annotation* (position=(BEFORE | AFTER) neighbour=path)?
                                                                                #addEnumValue
    | ADD UNIQUE fieldList nameInDatabase?                                      #addUnique
    | ADD INDEX fieldList nameInDatabase?                                       #addIndex
    | ADD KEY fieldList nameInDatabase?                                         #addKey
    | ADD CHECK name=identifier '(' check ')'                                   #addCheck
    | ADD REFERENCE referenceTerm                                               #addReference
    | ADD SYSTEM name=identifier (FROM tableColumn)?                            #addSystemEntity
    | ADD externalDeclaration                                                   #addExternal
    | ADD objectDeclaration                                                     #addObject
    | ADD extensionDeclaration                                                  #addExtension
    | ADD owner=identifier '.' fieldDeclaration clause*                         #addField
    | DROP ENTITY name=identifier                                               #dropEntity
    | DROP ENUM name=identifier                                                 #dropEnum
    | DROP SEQUENCE name=identifier                                             #dropSequence
    | DROP OBJECT name=identifier                                               #dropObject
    | DROP VALUE dropped=path '->' replacement                                  #dropEnumValue
    | DROP UNIQUE fieldList nameInDatabase?                                     #dropUnique
    | DROP INDEX fieldList nameInDatabase?                                      #dropIndex
    | DROP KEY name=identifier                                                  #dropKey
    | DROP CHECK name=identifier '(' check ')'                                  #dropCheck
    | DROP REFERENCE referenceTerm                                              #dropReference
    | DROP path kept?                                                           #dropField
    | RENAME ENTITY from=identifier '->' to=identifier annotation*              #renameEntity
    | RENAME ENUM from=identifier '->' to=identifier annotation*                #renameEnum
    | RENAME SEQUENCE from=identifier '->' to=identifier annotation*            #renameSequence
    | RENAME OBJECT from=identifier '->' to=identifier                          #renameObject
    | RENAME VALUE fromPath=path '->' toPath=path annotation*                   #renameEnumValue
    | RENAME noun=(KEY | SEQUENCE | TABLE | TYPE) owner=identifier
      before=text '->' after=text                                               #renameInDatabase
    | RENAME noun=(COLUMN | LABEL | REFERENCE | SEQUENCE) path
      before=text '->' after=text                                               #renamePartInDatabase
    | RENAME noun=(UNIQUE | INDEX) fieldList before=text '->' after=text        #renameGroupInDatabase
    | RENAME CHECK name=identifier '(' check ')' before=text '->' after=text    #renameCheckInDatabase
    | RENAME REFERENCE referenceTerm before=text '->' after=text                #renameReferenceInDatabase
    | RENAME fromPath=path '->' toPath=path annotation*                         #renameField
    | CHANGE ENUM name=identifier enumBody                                      #reorderEnum
    | CHANGE CHECK name=identifier '(' before=check '->' after=check ')'        #changeCheck
    | CHANGE REFERENCE before=referenceTerm '->' after=referenceTerm            #changeReference
    | CHANGE SEQUENCE name=identifier before=sequenceBody '->' after=sequenceBody
                                                                                #changeSequence
    | CHANGE OBJECT name=identifier (',' MADE anew=ANEW)? objectUses? objectBody
                                                                                #changeObject
    | CHANGE owner=identifier '.' member=identifier ':'
      before=fieldShape '->' after=fieldShape clause* wayBack?                  #changeField
    | early=EXPAND? UPDATE name=identifier SET assignment (',' assignment)*
      (WHERE sqlText)?                                                          #updateRows
    | early=EXPAND? RUN sqlText                                                 #runSql
    ;

// CheckForm checks the options
check
    : sqlText (',' option)*
    ;

clause
    : keyword=(BACKFILL | USING) value
    ;

wayBack
    : BACK sqlText
    ;

kept
    : KEEP value
    ;

assignment
    : field=identifier '=' value
    ;

fieldList
    : name=identifier '(' '[' fieldElement (',' fieldElement)* ']' (',' option)* ')'
    ;

nameInDatabase
    : NAMED text
    ;

referenceTerm
    : name=identifier '(' arrow (',' option)* ')'
    ;

fieldElement
    : (sqlText | field=identifier) elementModifier*
    ;

tableColumn
    : schema=text '.' table=text '.' column=text ':' typeExpression
    ;

replacement
    : NONE                                                                      #noReplacement
    | path                                                                      #otherValue
    | '[' RESOLVE ']'                                                           #openReplacement
    ;

path
    : owner=identifier '.' member=identifier
    ;

// -------------------------------------------------------------------------------------------- answers

answer
    : statement                                                                 #answerStatement
    | DROP VALUE path                                                           #answerDropValue
    | DROP AND ADD                                                              #answerDropAndAdd
    | CHANGE path                                                               #answerChange
    | path clause                                                               #answerClause
    | from=path '->' replacement                                                #answerRows
    ;

// ---------------------------------------------------------------------------------------------- names

identifier
    : IDENTIFIER
    | nonReserved
    | FALSE | NULL | SQL | TRUE
    ;

// a word as a value; true, false and null are other values, and sql starts an SQL text
valueWord
    : IDENTIFIER
    | nonReserved
    ;

// all words except those that have a meaning as a value
nonReserved
    : declarationWord
    | planWord
    ;

// tokens only
declarationWord
    : API_KEYS | AUTH
    | EMAIL | ENTITY | ENUM | EXTENSION | EXTERNAL
    | INTEGRATIONS
    | NAMESPACE | NETWORK
    | OBJECT
    | PAYMENTS
    | ROUTES
    | SCHEDULE | SEQUENCE
    | TYPE
    ;

// tokens only
planWord
    : ADD | AFTER | AND | ANEW
    | BACK | BACKFILL | BEFORE
    | CHANGE | CHECK | COLUMN | CREATE
    | DERIVED | DROP
    | EITHER | EXPAND
    | FROM
    | INDEX
    | KEEP | KEY
    | LABEL
    | MADE
    | NAMED | NONE
    | OR
    | REFERENCE | RENAME | RESOLVE | RUN
    | SET | SYSTEM
    | TABLE
    | UNIQUE | UPDATE | USES | USING
    | VALUE
    | WHERE
    ;

// --------------------------------------------------------------------------------------------- tokens

ADD: 'add';
AFTER: 'after';
AND: 'and';
ANEW: 'anew';
API_KEYS: 'apiKeys';
AUTH: 'auth';
BACK: 'back';
BACKFILL: 'backfill';
BEFORE: 'before';
CHANGE: 'change';
CHECK: 'check';
COLUMN: 'column';
CREATE: 'create';
DERIVED: 'derived';
DROP: 'drop';
EITHER: 'either';
EMAIL: 'email';
ENTITY: 'entity';
ENUM: 'enum';
EXPAND: 'expand';
EXTENSION: 'extension';
EXTERNAL: 'external';
FALSE: 'false';
FROM: 'from';
INDEX: 'index';
INTEGRATIONS: 'integrations';
KEEP: 'keep';
KEY: 'key';
LABEL: 'label';
MADE: 'made';
NAMED: 'named';
NAMESPACE: 'namespace';
NETWORK: 'network';
NONE: 'none';
NULL: 'null';
OBJECT: 'object';
OR: 'or';
PAYMENTS: 'payments';
REFERENCE: 'reference';
RENAME: 'rename';
RESOLVE: 'RESOLVE';
ROUTES: 'routes';
RUN: 'run';
SCHEDULE: 'schedule';
SEQUENCE: 'sequence';
SET: 'set';
SQL: 'sql';
SYSTEM: 'system';
TABLE: 'table';
TRUE: 'true';
TYPE: 'type';
UNIQUE: 'unique';
UPDATE: 'update';
USES: 'uses';
USING: 'using';
VALUE: 'value';
WHERE: 'where';

AT_DENY: '@deny';
AT_GRANT: '@grant';
AT_ON: '@on';
AT_SYSTEM: '@system';
AT_VALIDATION: '@validation';
AT_WHY: '@why';

// all known annotations; AnnotationForm checks their places and arguments
ANNOTATION
    : '@accept' | '@check' | '@column' | '@deferrable' | '@email' | '@index' | '@label' | '@max'
    | '@maxLength' | '@maxSize' | '@min' | '@minLength' | '@noIndex' | '@noKey' | '@notValid' | '@onDelete'
    | '@onUpdate' | '@pii' | '@primaryKey' | '@reference' | '@references' | '@regex' | '@sensitive'
    | '@sequence' | '@table' | '@trim' | '@type' | '@unique' | '@url'
    ;

UNKNOWN_ANNOTATION
    : '@' WORD
    ;

OPEN_BRACE: '{';
CLOSE_BRACE: '}';
OPEN_PARENTHESIS: '(';
CLOSE_PARENTHESIS: ')';
OPEN_BRACKET: '[';
CLOSE_BRACKET: ']';
ARROW: '->';
COMMA: ',';
COLON: ':';
SEMICOLON: ';';
DOT: '.';
EQUAL: '=';
QUESTION_MARK: '?';
LESS: '<';
GREATER: '>';
AMPERSAND: '&';
BAR: '|';

STRING
    : '"' ('\\' ~[\n] | ~["\\\n])* '"'
    ;

// ends with its line, so that a forgotten quote affects one line only
UNCLOSED_STRING
    : '"' ('\\' ~[\n] | ~["\\\n])* '\\'?
    ;

RAW_STRING
    : '"""' .*? '"""'
    ;

UNCLOSED_RAW_STRING
    : '"""'
    ;

// not Inspire; it has a token so that the message can show the right form
SINGLE_QUOTED
    : '\'' ~['\n]* '\''
    ;

// accepts more than numbers: Literals has a better message for 1.2.3, 30d or 1e-7
NUMBER
    : '-'? [0-9] [0-9A-Za-z_]* ('.' [0-9A-Za-z_]*)*
    | '-'? [0-9]+ ('.' [0-9]+)? [eE] [+-] [0-9]+
    ;

IDENTIFIER
    : WORD
    ;

// a wrong name in one token, so that it is reported once: letters that are not ASCII, or $
MISSPELT_NAME
    : (LETTER | FOREIGN) (LETTER | FOREIGN | [0-9])*
    ;

LINE_COMMENT
    : '//' ~[\n]*
    ;

BLOCK_COMMENT
    : '/*' .*? '*/'
    ;

UNCLOSED_COMMENT
    : '/*'
    ;

WHITE_SPACE
    : [ \t\n]+ -> skip
    ;

// so that the lexer never fails
UNEXPECTED
    : .
    ;

fragment WORD
    : LETTER (LETTER | [0-9])*
    ;

fragment LETTER
    : [A-Za-z_]
    ;

// roughly the letters of all scripts, without spaces, punctuation and surrogates
fragment FOREIGN
    : [$\u00C0-\u1FFF\u2C00-\u2DFF\u3040-\uD7FF\uF900-\uFDFF]
    ;
