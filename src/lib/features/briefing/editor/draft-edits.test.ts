import { expect, test } from 'vitest';
import { briefingDraft } from '#lib/model/briefing/draft.ts';
import {
	changedStep,
	emptyDraft,
	freeName,
	movedStep,
	usedNames,
	withBinding,
	withFigure,
	withoutBinding,
	withoutStep,
	withStep,
	withStepAt
} from './draft-edits.ts';

const draft = ['2', '3'].reduce((before) => withStep(before).draft, emptyDraft('分析席'));
const order = ({ steps }: { readonly steps: readonly { readonly id: string }[] }) =>
	steps.map(({ id }) => id);

test('an empty draft, and one with a new step, are drafts', () => {
	expect(briefingDraft.parse(emptyDraft('分析席')).steps).toHaveLength(1);
	expect(order(draft)).toEqual(['1', '2', '3']);
	expect(withStep(withoutStep(draft, '1')).id).toBe('4');
});

test('a step moves among the others and stops at both ends', () => {
	expect(order(movedStep(draft, '1', 1))).toEqual(['2', '1', '3']);
	expect(order(movedStep(draft, '2', 9))).toEqual(['1', '3', '2']);
	expect(order(movedStep(draft, '1', -1))).toEqual(['1', '2', '3']);
	expect(movedStep(draft, 'gone', 1)).toBe(draft);
});

test('a step that was taken out comes back to its place', () => {
	expect(withStepAt(withoutStep(draft, '2'), draft.steps[1]!, 1)).toEqual(draft);
});

test('editing the text leaves the figure alone; another figure takes its description along', () => {
	const figure = { kind: 'series', indicator: 'mobility/speed', hours: 24 } as const;
	const shown = changedStep(withFigure(draft, '1', figure), '1', { alt: { en: 'Speed' } });
	expect(changedStep(shown, '1', { text: { en: 'New' } }).steps[0]).toMatchObject({
		figure,
		alt: { en: 'Speed' }
	});
	expect(withFigure(shown, '1', undefined).steps[0]).toEqual(draft.steps[0]);
});

test('names of new numbers are free, and made of what they are of', () => {
	expect(freeName(draft, 'mobility/mean-speed')).toBe('mobility_mean_speed');
	expect(freeName(draft, '42 积水')).toBe('number');
	const named = withBinding(draft, 'alarms', { kind: 'alarms' });
	expect(freeName(named, 'alarms')).toBe('alarms_2');
	expect(withoutBinding(named, 'alarms')).toEqual(draft);
});

test('numbers are used where any text of any language says them', () => {
	const said = changedStep(draft, '2', { text: { 'zh-CN': '{{a}} 和 {{ b }}', en: '{{a}}' } });
	expect([...usedNames({ ...said, sentence: { en: '{{c}}' } })].sort()).toEqual(['a', 'b', 'c']);
});
