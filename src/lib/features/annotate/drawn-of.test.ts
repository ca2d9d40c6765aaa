import { expect, test } from 'vitest';
import { drawnOf, type ToDraw } from './drawn-of.ts';

const at = (lng: number, lat: number, height = 0) => ({ lng, lat, height });
const nothing: ToDraw = {
	kept: [],
	drawing: undefined,
	next: undefined,
	byKeys: false,
	filters: [],
	locale: 'en'
};

test('a way under way reaches to the pointer, each leg labelled in its middle', () => {
	const drawing = { tool: 'distance', corners: [at(0, 0), at(1, 0)], ended: false } as const;
	const drawn = drawnOf({ ...nothing, drawing, next: at(1, 1) });
	expect(drawn.strokes).toEqual([{ places: [at(0, 0), at(1, 0), at(1, 1)], closed: false, quiet: false }]);
	expect(drawn.dots).toEqual([at(0, 0), at(1, 0)]);
	expect(drawn.labels).toEqual([
		{ at: at(0.5, 0), text: '111.3 km' },
		{ at: at(1, 0.5), text: '110.6 km' }
	]);
	expect(drawn.cross).toBeUndefined();
});

test('what has ended is quiet and does not follow the pointer', () => {
	const ended = { tool: 'size', corners: [at(0, 0), at(0.001, 0), at(0, 0.001)], ended: true } as const;
	const drawn = drawnOf({ ...nothing, kept: [ended], drawing: ended, next: at(5, 5), byKeys: true });
	expect(drawn.strokes).toEqual([{ places: ended.corners, closed: true, quiet: true }]);
	expect(drawn.labels.map(({ text }) => text)).toEqual(['6,155 m²']);
	expect(drawn.cross).toBeUndefined();
});

test('areas that filter are outlined', () => {
	const filters = [[[0, 0], [1, 0], [1, 1]] as const]; // prettier-ignore
	expect(drawnOf({ ...nothing, filters }).strokes).toEqual([
		{ places: [at(0, 0), at(1, 0), at(1, 1)], closed: true, quiet: false }
	]);
});
