/*
 * The grammar of .cnn files: lexer and parser rules, no actions. grammar/README.md is the language reference.
 *
 * Operators of one precedence are lists, not recursion, and brackets are counted before parsing, so neither the parser
 * nor what reads its tree can be driven into deep recursion by a long or malicious file.
 */
grammar Cnn;

file
    : (statement+ | chain)? EOF
    ;

statement
    : networkStatement
    | inputStatement
    | labelsStatement
    | letStatement
    | defaultStatement
    | blockStatement
    | useStatement
    | layersStatement
    | expectStatement
    | allowStatement
    ;

networkStatement : 'network' IDENT parameters? ;
parameters       : '(' (parameter (',' parameter)*)? ')' ;
parameter        : IDENT ('=' expr)? ;

inputStatement   : 'input' SIZE? inputOption* ;
inputOption      : IDENT ('=' expr)? ;

labelsStatement  : 'labels' expr ;

letStatement     : 'let' binding (',' binding)* ;
binding          : IDENT '=' expr ;

defaultStatement : 'default' defaultCall (',' defaultCall)* ;
defaultCall      : IDENT arguments ;

blockStatement   : 'block' IDENT parameters? '=' (letStatement | defaultStatement)* chain ;

useStatement     : 'use' STRING ;
layersStatement  : 'layers' chain ;
expectStatement  : 'expect' IDENT comparisonOperator? expr ;
allowStatement   : 'allow' IDENT (',' IDENT)* ;

// Chains

chain : step ((MINUS | ',') step)* ;

// Behind : stands what is there where the condition before it does not hold. Only a condition may stand before it, which
// the parser does not ask for: it would have to read every step to its end first.
step  : item suffix* (':' item suffix*)* ;

item
    : IDENT arguments?                                                    # call
    | '(' chain ')'                                                       # group
    | '[' chain ']'                                                       # stage
    | '{' chain (('+' chain)+ | ('|' chain)+ | ('&' chain)+)? '}'         # branches
    ;

suffix
    : STAR count             # repeatSuffix
    | '?' '(' expr ')'       # conditionSuffix
    | '@' IDENT              # labelSuffix
    ;

count
    : INT                        # literalCount
    | IDENT                      # namedCount
    | '(' IDENT 'in' expr ')'    # loopCount
    | '(' expr ')'               # computedCount
    ;

arguments     : '(' (argument (',' argument)*)? ')' ;
argument      : (IDENT '=')? argumentValue ;
argumentValue : '?' | expr ;

// Expressions, loosest binding first

expr           : conjunction ('or' conjunction)* ;
conjunction    : negation ('and' negation)* ;
negation       : 'not'* comparison ;
comparison     : range (comparisonOperator range)? ;
comparisonOperator : '==' | '!=' | '<=' | '>=' | '<' | '>' ;
range          : sum ('..' sum)? ;
sum            : term (('+' | MINUS) term)* ;
term           : unary ((STAR | '/' | '%') unary)* ;
unary          : MINUS* atom ;

atom
    : INT                                       # intAtom
    | REAL                                      # realAtom
    | SIZE                                      # sizeAtom
    | BYTES                                     # bytesAtom
    | STRING                                    # stringAtom
    | 'true'                                    # trueAtom
    | 'false'                                   # falseAtom
    | IDENT '(' (expr (',' expr)*)? ')'         # functionAtom
    | IDENT                                     # nameAtom
    | '[' (expr (',' expr)*)? ']'               # listAtom
    | '(' expr ')'                              # groupAtom
    ;

// Tokens

MINUS : '-' | '\u2212' | '\u2013' ;   // as typed, and as slides print it
STAR  : '*' | '\u2217' | '\u00D7' ;

SIZE  : DIGITS TIMES DIGITS (TIMES DIGITS)* ;
BYTES : DIGITS ('.' DIGITS)? ('B' | 'KB' | 'MB' | 'GB') ;
REAL  : DIGITS '.' DIGITS EXPONENT? | DIGITS EXPONENT ;
INT   : DIGITS ;
IDENT : [A-Za-z_] [A-Za-z0-9_]* ;

STRING       : '"' (~["\\\r\n] | '\\' ~[\r\n])* '"' ;
OPEN_STRING  : '"' (~["\\\r\n] | '\\' ~[\r\n])* '\\'? ;

COMMENT : '#' ~[\r\n]* -> channel(HIDDEN) ;
SPACE   : [ \t\r\n\f\u00A0\uFEFF]+ -> channel(HIDDEN) ;
UNKNOWN : . ;

fragment DIGITS   : [0-9] [0-9_]* ;
fragment TIMES    : [xX\u00D7] ;
fragment EXPONENT : [eE] [+-]? [0-9]+ ;
