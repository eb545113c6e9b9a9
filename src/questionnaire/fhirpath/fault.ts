/** An operation met values it has no meaning for; FHIRPath calls that an error, not empty. */
export class ExpressionFault extends Error {}
