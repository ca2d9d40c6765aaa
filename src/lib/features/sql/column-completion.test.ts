import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { columnsOfNamed } from './column-completion.ts';

const source = columnsOfNamed({
	h_air: [{ label: 'PM2.5', apply: '"PM2.5"' }, { label: 'id' }],
	lamps: [{ label: 'power' }]
});
/** What is offered where `|` stands, when it is asked for. */
function offered(text: string, explicit = true) {
	const state = EditorState.create({ doc: text.replace('|', '') });
	return source(new CompletionContext(state, text.indexOf('|'), explicit))?.options.map(({ label }) => label);
}

test('the columns of the tables that a statement names are offered, also before they are named', () => {
	expect(offered('SELECT | FROM H_AIR')).toEqual(['PM2.5', 'id']);
	expect(offered('SELECT p| FROM lamps JOIN h_air')).toEqual(['PM2.5', 'id', 'power']);
	expect(offered('SELECT | FROM nothing')).toBeUndefined();
});

test('behind a dot, and without a word or a wish, nothing is', () => {
	expect(offered('SELECT a.| FROM h_air a')).toBeUndefined();
	expect(offered('SELECT | FROM h_air', false)).toBeUndefined();
});
