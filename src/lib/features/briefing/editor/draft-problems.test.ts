import { expect, test } from 'vitest';
import { changedStep, emptyDraft, withBinding, withFigure } from './draft-edits.ts';
import { problemsOf } from './draft-problems.ts';

const text = { 'zh-CN': '平均车速 {{speed}}。', en: 'Mean speed {{speed}}.' };
const draft = withBinding(changedStep(emptyDraft('分析席'), '1', { text }), 'speed', {
	kind: 'indicator',
	indicator: 'mobility/speed'
});

test('a draft whose texts come in both languages and whose numbers are known has no problem', () => {
	expect(problemsOf(draft)).toEqual([]);
});

test('a number that nothing is bound to stops it, said once for both languages', () => {
	expect(problemsOf(changedStep(draft, '1', { text: { 'zh-CN': '{{x}} {{speed}}', en: '{{x}}' } }))).toEqual([
		{ kind: 'unknown-number', name: 'x', step: '1', stops: true }
	]);
	expect(problemsOf({ ...draft, sentence: { en: '{{y}}' } })).toEqual([
		{ kind: 'unknown-number', name: 'y', step: undefined, stops: true }
	]);
});

test('a text in one language only is said; a text in none stops it', () => {
	expect(problemsOf(changedStep(draft, '1', { text: { 'zh-CN': '{{speed}}' } }))).toEqual([
		{ kind: 'empty', step: '1', language: 'en', stops: false }
	]);
	expect(
		problemsOf({ ...emptyDraft('a'), title: { en: 'A' } }).map(({ kind, stops }) => [kind, stops])
	).toEqual([
		['no-title', false],
		['empty', true],
		['empty', true]
	]);
});

test('a reading that was typed is said, in the head and in a step, and does not stop it', () => {
	const sentence = { en: '37 alarms are open.' };
	const by = { 'zh-CN': '{{speed}}，37 件', en: '{{speed}}, 37 alarms' };
	expect(problemsOf({ ...changedStep(draft, '1', { text: by }), sentence })).toEqual([
		{ kind: 'typed-number', text: '37 alarms', step: undefined, stops: false },
		{ kind: 'typed-number', text: '37 件', step: '1', stops: false },
		{ kind: 'typed-number', text: '37 alarms', step: '1', stops: false }
	]);
});

test('a number that no text says is told; bars without their columns stop it', () => {
	expect(problemsOf(withBinding(draft, 'more', { kind: 'alarms' }))).toEqual([
		{ kind: 'unused-number', name: 'more', stops: false }
	]);
	const bars = { kind: 'query', sql: 'SELECT 1', show: 'bars', label: 'a' } as const;
	expect(problemsOf(withFigure(draft, '1', bars))).toEqual([{ kind: 'no-columns', step: '1', stops: true }]);
	expect(problemsOf(withFigure(draft, '1', { ...bars, value: 'b' }))).toEqual([]);
});
