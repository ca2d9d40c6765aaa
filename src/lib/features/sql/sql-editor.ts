import { autocompletion, closeBrackets, closeCompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { PostgreSQL, sql } from '@codemirror/lang-sql';
import { HighlightStyle, bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, drawSelection, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { AppError } from '#lib/model/errors.ts';
import type { SqlTable } from '#lib/model/sql.ts';
import { columnsOfNamed, type ColumnsByTable } from './column-completion.ts';
import { written } from './written.ts';

export interface SqlEditor {
	replace(text: string): void;
	/** Puts a text in place of what is selected. */
	insert(text: string): void;
	/** What completes from now on. */
	know(tables: readonly SqlTable[]): void;
	/** Underlines the place that an error names; none removes the mark. */
	mark(error: AppError | undefined): void;
	focus(): void;
	close(): void;
}

export interface SqlEditorOptions {
	readonly text: string;
	readonly label: string;
	readonly tables: readonly SqlTable[];
	readonly onchange: (text: string) => void;
	readonly onrun: () => void;
}

const highlight = HighlightStyle.define([
	{ tag: tags.keyword, color: 'var(--tx-0)', fontWeight: '600' },
	{ tag: [tags.string, tags.special(tags.string)], color: 'var(--tx-1)', fontStyle: 'italic' },
	{ tag: tags.number, color: 'var(--tx-1)' },
	{ tag: [tags.comment], color: 'var(--tx-3)' },
	{ tag: [tags.operator, tags.punctuation], color: 'var(--tx-2)' }
]);

const theme = EditorView.theme({
	'&': { height: '100%', fontSize: '13px', color: 'var(--tx-1)' },
	'&.cm-focused': { outline: 'none', boxShadow: 'inset 0 0 0 2px var(--accent)' },
	'.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '20px' },
	'.cm-content': { caretColor: 'var(--tx-0)' },
	'.cm-cursor': { borderLeftColor: 'var(--tx-0)' },
	'.cm-gutters': { background: 'var(--bg-1)', color: 'var(--tx-3)', borderRight: '1px solid var(--line)' },
	'&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
		background: 'var(--bg-3)'
	},
	'.cm-matchingBracket': { background: 'var(--bg-3) !important', outline: '1px solid var(--line-strong)' },
	'.cm-tooltip': { background: 'var(--bg-2)', border: '1px solid var(--line-strong)', color: 'var(--tx-1)' },
	'.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--bg-3)', color: 'var(--tx-0)' },
	'.cm-lintRange-error': {
		backgroundImage: 'none',
		borderBottom: '2px solid var(--tx-0)',
		background: 'var(--bg-3)'
	}
});

/** CodeMirror for one reading statement: Ctrl Enter runs, names of tables and columns complete. */
export function openSqlEditor(parent: HTMLElement, options: SqlEditorOptions): SqlEditor {
	const language = new Compartment();
	const run = (editor: EditorView) => {
		closeCompletion(editor);
		options.onrun();
		return true;
	};
	const view = new EditorView({
		parent,
		state: EditorState.create({
			doc: options.text,
			extensions: [
				keymap.of([{ key: 'Mod-Enter', run }, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
				lineNumbers(),
				history(),
				drawSelection(),
				bracketMatching(),
				closeBrackets(),
				autocompletion(),
				language.of(languageOf(options.tables)),
				syntaxHighlighting(highlight),
				EditorView.lineWrapping,
				EditorView.contentAttributes.of({ 'aria-label': options.label }),
				EditorView.updateListener.of((update) => {
					if (update.docChanged) options.onchange(update.state.doc.toString());
				}),
				theme
			]
		})
	});
	return {
		know: (tables) => view.dispatch({ effects: language.reconfigure(languageOf(tables)) }),
		insert(text) {
			view.dispatch(view.state.replaceSelection(text));
			view.focus();
		},
		replace: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
		mark(error) {
			const offset = error?.details['offset'];
			const from = typeof offset === 'number' ? Math.min(offset, view.state.doc.length) : undefined;
			const word = from === undefined ? undefined : view.state.wordAt(from);
			const to = from === undefined ? 0 : Math.max(word?.to ?? 0, Math.min(from + 1, view.state.doc.length));
			const marks =
				error && from !== undefined ? [{ from, to, severity: 'error' as const, message: error.message }] : [];
			view.dispatch(setDiagnostics(view.state, marks));
		},
		focus: () => view.focus(),
		close: () => view.destroy()
	};
}

/** SQL whose completion knows tables, and columns with their types and units. */
function languageOf(tables: readonly SqlTable[]) {
	const columns: ColumnsByTable = Object.fromEntries(
		tables.map((table) => [
			table.name,
			table.columns.map(({ name, type, unit }) => {
				const detail = [type, unit].filter(Boolean).join(' · ');
				return { label: name, apply: written(name), type: 'property', detail };
			})
		])
	);
	const language = sql({ dialect: PostgreSQL, schema: columns });
	return [language, language.language.data.of({ autocomplete: columnsOfNamed(columns) })];
}
