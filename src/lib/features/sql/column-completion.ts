import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';

/** Columns of a table, ready to be offered. */
export type ColumnsByTable = Readonly<Record<string, readonly Completion[]>>;

/** Columns come before names of tables and functions. */
const FIRST = 50;

/**
 * Offers the columns of every table that the statement names, wherever a column can be written without its table. What
 * stands behind a dot is the language's own to complete.
 */
export const columnsOfNamed =
	(columns: ColumnsByTable) =>
	(context: CompletionContext): CompletionResult | null => {
		const word = context.matchBefore(/[\w"]*/);
		if (!word || (word.from === word.to && !context.explicit)) return null;
		const text = context.state.doc.toString();
		if (text[word.from - 1] === '.') return null;
		const named = new Set(text.toLowerCase().match(/\w+/g) ?? []);
		const options = new Map<string, Completion>();
		for (const [table, offered] of Object.entries(columns))
			if (named.has(table.toLowerCase()))
				for (const column of offered) options.set(column.label, { ...column, boost: FIRST });
		return options.size === 0
			? null
			: { from: word.from, options: [...options.values()], validFor: /^[\w"]*$/ };
	};
