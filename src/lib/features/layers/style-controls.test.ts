import { expect, test } from 'vitest';
import type { Dataset } from '#lib/model/city.ts';
import { readBreaks, styleControls, withStyle } from './style-controls.ts';

const dataset: Dataset = {
	id: 'collisions',
	kind: 'points',
	title: { zh: '', en: '' },
	file: '',
	rows: 1,
	withoutPosition: 0,
	span: { from: 0, to: 1 },
	columns: [
		{ name: 'injured', kind: 'number' },
		{ name: 'cause', kind: 'category' },
		{ name: 'note', kind: 'text' }
	]
};
const layer = { forms: ['dots', 'cells', 'heat', 'columns'] as const, dataset };

test('dots take numbers and words; only numbers have classes', () => {
	expect(styleControls(layer, {})).toMatchObject({
		form: 'dots',
		fields: ['injured', 'cause'],
		classes: false
	});
	expect(styleControls(layer, { field: 'injured' })).toMatchObject({
		classes: true,
		ramp: true,
		raised: false
	});
	expect(styleControls(layer, { field: 'cause' })).toMatchObject({ classes: false, ramp: false });
});

test('cells count until they are told a column', () => {
	expect(styleControls(layer, { form: 'cells' })).toMatchObject({
		fields: ['injured'],
		aggregate: false,
		size: 'cell',
		ramp: false,
		raised: true,
		window: true
	});
	expect(styleControls(layer, { form: 'cells', field: 'injured' })).toMatchObject({
		aggregate: true,
		ramp: true
	});
	expect(styleControls(layer, { form: 'cells', field: 'injured', aggregate: 'count' })).toMatchObject({
		ramp: false
	});
});

test('lines and areas are coloured by the columns that colour dots', () => {
	const shapes = { dataset: { ...dataset, kind: 'shapes' as const } };
	expect(styleControls(shapes, {})).toMatchObject({ fields: ['injured', 'cause'], size: undefined });
	expect(styleControls(shapes, { field: 'injured' })).toMatchObject({ classes: true, window: false });
});

test('a form that the layer does not have is its own', () => {
	expect(styleControls({ forms: ['dots', 'cells'], stream: 'air' }, { form: 'flows' }).form).toBe('dots');
});

test('a style that says nothing of its own is none', () => {
	expect(withStyle(layer, { form: 'cells' }, { form: 'dots' })).toBeUndefined();
	expect(withStyle(layer, { form: 'cells', raised: true }, { raised: false })).toEqual({ form: 'cells' });
	expect(withStyle(layer, {}, { opacity: 0.5 })).toEqual({ opacity: 0.5 });
});

test('bounds are numbers with anything usual between them', () => {
	expect(readBreaks(' 20, 5 10，5 ')).toEqual([5, 10, 20]);
	expect(readBreaks('-1.5')).toEqual([-1.5]);
	expect(readBreaks('')).toBeUndefined();
	expect(readBreaks('5 to 10')).toBeUndefined();
	expect(readBreaks('1 2 3 4 5 6 7')).toBeUndefined();
});
