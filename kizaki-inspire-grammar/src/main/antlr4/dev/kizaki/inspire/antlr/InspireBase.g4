/*
 * Inspire, the schema language, and the plan language that is built on it.
 *
 * Two habits to know before reading:
 *  - Accept wide, reject narrow. What can be explained better than by "expected ..." parses here and is
 *    refused in dev.kizaki.inspire.parse with a sentence of its own: unclosed texts, numbers with
 *    letters, any run of type suffixes, several defaults, annotations with wrong arguments.
 *  - Free text never reaches the parser. PARENTHESES, BRACES and RULE_TEXT have no lexer rule: the
 *    tokeniser makes them from the bodies of runtime-only declarations, which hold route paths, rates and
 *    bare URLs. It also sees to it that braces always balance, and gives an annotation that cannot
 *    belong to a field before it (after a comma or a rule) a token type of its own, so that one token of
 *    lookahead tells the two apart.
 *
 * No word is reserved: where a name may stand, every word of `identifier` may.
 */
grammar InspireBase;

tokens {
    PARENTHESES,
    BRACES,
    RULE_TEXT,
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

singleAnswers
    : ';'* (answer ';'*)* EOF
    ;

standaloneValue
    : value EOF
    ;

standaloneField
    : fieldDeclaration EOF
    ;

// --------------------------------------------------------------------------------------- declarations

declaration
    : entityDeclaration                                                         #entity
    | enumDeclaration                                                           #enum
    | TYPE name=identifier typeBody                                             #embeddedType
    | NAMESPACE name=identifier namespaceBody                                   #namespace
    | keyword=(API_KEYS | AUTH | EMAIL | INTEGRATIONS | NETWORK | PAYMENTS)
      BRACES                                                                    #runtimeBlock
    | keyword=ROUTES PARENTHESES? BRACES                                        #routes
    | keyword=SCHEDULE name=identifier BRACES                                   #schedule
    | keyword=AT_SYSTEM PARENTHESES BRACES                                      #systemRole
    | keyword=AT_VALIDATION TYPE name=identifier BRACES                         #validationType
    | keyword=AT_VALIDATION TYPE name=identifier '=' validationExpression       #derivedValidationType
    ;

entityDeclaration
    : ENTITY name=identifier entityBody
    ;

entityBody
    : open='{' (entityItem ','?)* close='}'
    ;

entityItem
    : fieldDeclaration                                                          #entityField
    | name=DETACHED_ANNOTATION annotationArguments?                             #detachedAnnotation
    | name=DETACHED_UNKNOWN_ANNOTATION PARENTHESES?                             #detachedUnknown
    | keyword=(AT_GRANT | AT_DENY) RULE_TEXT                                    #accessRule
    | keyword=AT_WHY '(' reason=text ')'                                        #explanation
    | keyword=AT_ON PARENTHESES kind=identifier function=identifier BRACES?     #reaction
    ;

enumDeclaration
    : ENUM name=identifier enumBody
    ;

enumBody
    : open='{' (enumValue ','?)* close='}'
    ;

enumValue
    : identifier
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
    | keyword=(AT_GRANT | AT_DENY) RULE_TEXT                                    #namespaceRule
    ;

validationExpression
    : '|'? validationTerm (('|' | '&') validationTerm)*
    ;

validationTerm
    : (IDENTIFIER | planWord) ('<' validationArgument (',' validationArgument)* '>')?
                                                                                #validationReference
    | BRACES                                                                    #validationFields
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
    | name=UNKNOWN_ANNOTATION PARENTHESES?                                      #unknownAnnotation
    ;

annotationArguments
    : '(' (value (',' value)*)? ')'
    ;

// --------------------------------------------------------------------------------------------- values

value
    : text                                                                      #textValue
    | NUMBER                                                                    #numberValue
    | TRUE                                                                      #trueValue
    | FALSE                                                                     #falseValue
    | NULL                                                                      #nullValue
    | '[' (value (',' value)*)? ']'                                             #sequenceValue
    | sqlText                                                                   #sqlValue
    | valueWord (callArguments | '.' member=identifier)?                        #wordValue
    ;

sqlText
    : SQL '(' text ')'
    ;

callArguments
    : '(' (value (',' value)*)? ')'
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

// the word is checked later: a plan has one header, so a mistyped word is still that header
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
    | ADD VALUE added=path (position=(BEFORE | AFTER) neighbour=path)?          #addEnumValue
    | ADD UNIQUE fieldList                                                      #addUnique
    | ADD INDEX fieldList                                                       #addIndex
    | ADD KEY fieldList                                                         #addKey
    | ADD SYSTEM name=identifier (FROM tableColumn)?                            #addSystemEntity
    | ADD owner=identifier '.' fieldDeclaration clause*                         #addField
    | DROP ENTITY name=identifier                                               #dropEntity
    | DROP ENUM name=identifier                                                 #dropEnum
    | DROP VALUE dropped=path '->' replacement                                  #dropEnumValue
    | DROP UNIQUE fieldList                                                     #dropUnique
    | DROP INDEX fieldList                                                      #dropIndex
    | DROP KEY name=identifier                                                  #dropKey
    | DROP path                                                                 #dropField
    | RENAME ENTITY from=identifier '->' to=identifier                          #renameEntity
    | RENAME ENUM from=identifier '->' to=identifier                            #renameEnum
    | RENAME VALUE fromPath=path '->' toPath=path                               #renameEnumValue
    | RENAME fromPath=path '->' toPath=path                                     #renameField
    | CHANGE ENUM name=identifier enumBody                                      #reorderEnum
    | CHANGE owner=identifier '.' member=identifier ':'
      before=fieldShape '->' after=fieldShape clause*                           #changeField
    | UPDATE name=identifier SET assignment (',' assignment)* (WHERE sqlText)?  #updateRows
    | RUN sqlText                                                               #runSql
    ;

clause
    : keyword=(BACKFILL | USING) value
    ;

assignment
    : field=identifier '=' value
    ;

fieldList
    : name=identifier '(' '[' identifier (',' identifier)* ']' ')'
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
    | path clause                                                               #answerClause
    | from=path '->' replacement                                                #answerRows
    ;

// ---------------------------------------------------------------------------------------------- names

identifier
    : IDENTIFIER
    | nonReserved
    | FALSE | NULL | SQL | TRUE
    ;

// a word as a value; true, false and null are values of their own, sql opens SQL text
valueWord
    : IDENTIFIER
    | nonReserved
    ;

// all words but those that mean something as a value
nonReserved
    : declarationWord
    | planWord
    ;

// tokens only
declarationWord
    : API_KEYS | AUTH
    | EMAIL | ENTITY | ENUM
    | INTEGRATIONS
    | NAMESPACE | NETWORK
    | PAYMENTS
    | ROUTES
    | SCHEDULE
    | TYPE
    ;

// tokens only
planWord
    : ADD | AFTER
    | BACKFILL | BEFORE
    | CHANGE
    | DROP
    | EITHER
    | FROM
    | INDEX
    | KEY
    | NONE
    | OR
    | RENAME | RESOLVE | RUN
    | SET | SYSTEM
    | UNIQUE | UPDATE | USING
    | VALUE
    | WHERE
    ;

// --------------------------------------------------------------------------------------------- tokens

ADD: 'add';
AFTER: 'after';
API_KEYS: 'apiKeys';
AUTH: 'auth';
BACKFILL: 'backfill';
BEFORE: 'before';
CHANGE: 'change';
DROP: 'drop';
EITHER: 'either';
EMAIL: 'email';
ENTITY: 'entity';
ENUM: 'enum';
FALSE: 'false';
FROM: 'from';
INDEX: 'index';
INTEGRATIONS: 'integrations';
KEY: 'key';
NAMESPACE: 'namespace';
NETWORK: 'network';
NONE: 'none';
NULL: 'null';
OR: 'or';
PAYMENTS: 'payments';
RENAME: 'rename';
RESOLVE: 'RESOLVE';
ROUTES: 'routes';
RUN: 'run';
SCHEDULE: 'schedule';
SET: 'set';
SQL: 'sql';
SYSTEM: 'system';
TRUE: 'true';
TYPE: 'type';
UNIQUE: 'unique';
UPDATE: 'update';
USING: 'using';
VALUE: 'value';
WHERE: 'where';

AT_DENY: '@deny';
AT_GRANT: '@grant';
AT_ON: '@on';
AT_SYSTEM: '@system';
AT_VALIDATION: '@validation';
AT_WHY: '@why';

// the closed list; which of them may stand where, and with what, is said by AnnotationForm
ANNOTATION
    : '@accept' | '@email' | '@index' | '@max' | '@maxLength' | '@maxSize' | '@min' | '@minLength'
    | '@onDelete' | '@pii' | '@primaryKey' | '@regex' | '@sensitive' | '@trim' | '@unique' | '@url'
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

// ends with its line, so that one forgotten quote spoils one line
UNCLOSED_STRING
    : '"' ('\\' ~[\n] | ~["\\\n])* '\\'?
    ;

RAW_STRING
    : '"""' .*? '"""'
    ;

UNCLOSED_RAW_STRING
    : '"""'
    ;

// not Inspire; read so that the message can say how to write it
SINGLE_QUOTED
    : '\'' ~['\n]* '\''
    ;

// wider than a number is: the message for 1.2.3 or 30d is better made where it is used
NUMBER
    : '-'? [0-9] [0-9A-Za-z_]* ('.' [0-9A-Za-z_]*)*
    ;

IDENTIFIER
    : WORD
    ;

// no name, but one mistake: a name with letters that are not ASCII, or with $
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

// the lexer itself never fails
UNEXPECTED
    : .
    ;

fragment WORD
    : LETTER (LETTER | [0-9])*
    ;

fragment LETTER
    : [A-Za-z_]
    ;

// roughly the letters of all scripts: no spaces, marks of punctuation or halves of pairs
fragment FOREIGN
    : [$\u00C0-\u1FFF\u2C00-\u2DFF\u3040-\uD7FF\uF900-\uFDFF]
    ;
