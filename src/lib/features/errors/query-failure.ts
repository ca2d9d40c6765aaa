import type { SerialisedError } from '#lib/model/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** What a statement is refused for before or after it runs, by the `reason` of its error. */
const REFUSALS: Readonly<Record<string, () => string>> = {
	empty: m.query_empty,
	many: m.query_many,
	notReadOnly: m.query_not_read_only,
	forbidden: m.query_forbidden,
	memory: m.query_memory,
	time: m.query_time,
	size: m.query_size,
	noIdColumn: m.query_no_id_column,
	noValueColumn: m.query_no_value_column
};

interface Pattern {
	readonly said: RegExp;
	readonly sentence: (names: { readonly name: string; readonly other: string }) => string;
}

/** What DuckDB says most often; `name` and `other` are what stands in its sentence. */
const PATTERNS: readonly Pattern[] = [
	{
		said: /Referenced column "(?<name>[^"]+)" not found/,
		sentence: m.query_no_column
	},
	{
		said: /(?:Table|Values list) "(?<other>[^"]+)" does not have a column named "(?<name>[^"]+)"/,
		sentence: m.query_no_column_of
	},
	{
		said: /Table with name (?<name>\S+) does not exist|Referenced table "(?<name>[^"]+)" not found/,
		sentence: m.query_no_table
	},
	{
		said: /Function with name (?<name>\S+) does not exist/,
		sentence: m.query_no_function
	},
	{
		said: /No function matches the given name and argument types '(?<name>[^']+)'/,
		sentence: m.query_no_function_for
	},
	{ said: /syntax error at end of input|SELECT clause without selection list/, sentence: m.query_cut_off },
	{ said: /unterminated quoted (?:string|identifier)/, sentence: m.query_quote_open },
	{ said: /syntax error at or near "(?<name>[^"]+)"/, sentence: m.query_syntax },
	{
		said: /column "(?<name>[^"]+)" must appear in the GROUP BY clause/,
		sentence: m.query_not_grouped
	},
	{ said: /Ambiguous reference to column name "(?<name>[^"]+)"/, sentence: m.query_ambiguous },
	{ said: /WHERE clause cannot contain aggregates/, sentence: m.query_aggregate_where },
	{
		said: /Could not convert string '(?<name>[^']*)' to (?<other>\S+)/,
		sentence: m.query_not_converted
	}
];

/** Why a statement failed, in the reader's language; undefined when nobody but DuckDB has words for it. */
export function queryFailure({ message, details }: SerialisedError): string | undefined {
	const refusal = REFUSALS[String(details['reason'])];
	if (refusal) return refusal();
	for (const { said, sentence } of PATTERNS) {
		const found = said.exec(message);
		if (!found) continue;
		const { name = '', other = '' } = found.groups ?? {};
		return withOffer(sentence({ name, other }), message);
	}
	return undefined;
}

/** Names that DuckDB offers in place of one that it did not find are said with it. */
function withOffer(sentence: string, message: string): string {
	const [, listed = ''] = /(?:Candidate (?:bindings|tables)|Did you mean)[ :]+(.*)/.exec(message) ?? [];
	const names = [...listed.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);
	if (names.length === 0) return sentence;
	const either = new Intl.ListFormat(getLocale(), { type: 'disjunction' });
	return m.query_offer({ sentence, names: either.format(names) });
}
