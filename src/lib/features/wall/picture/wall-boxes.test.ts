import { expect, test } from 'vitest';
import { wallBoxes } from './wall-boxes.ts';
import { wholePicture } from './window-picture.ts';

const lcd = { title: 47, note: 25, situation: 32, response: 32 };
const shape = { columns: 1, rows: 1, pitch: 1, bezel: 0 };
const picture = (width: number, height: number, columns = 1, rows = 1) =>
	wholePicture({ ...shape, width, height, columns, rows }, { width, height });
const all = (boxes: ReturnType<typeof wallBoxes>) => [
	...boxes.head,
	...boxes.situation,
	...boxes.response,
	...boxes.foot,
	boxes.key
];

test('one screen has numbers at the left, alarms at the right and the map between them', () => {
	const { head, situation, response, centre, foot } = wallBoxes(picture(1920, 1080), lcd);
	expect([head.length, situation.length, response.length, foot.length]).toEqual([1, 1, 1, 1]);
	const [left, right] = [situation[0]!, response[0]!];
	expect(left.x).toBe(22);
	expect(left.x + left.width).toBeLessThan(centre.x);
	expect(right.x).toBeGreaterThan(centre.x + centre.width);
	expect(right.x + right.width).toBe(1920 - 22);
	expect((centre.width * centre.height) / (1920 * 1080)).toBeGreaterThan(0.4);
});

test('sentences at the left take three tenths of a single screen', () => {
	const { situation, centre, response } = wallBoxes(picture(1920, 1080), lcd, true);
	expect(situation.map(({ x, width }) => x + width)).toEqual([576]);
	expect(centre.x).toBe(587);
	expect(response).toEqual(wallBoxes(picture(1920, 1080), lcd).response);
});

test.each([
	[3840, 1080, 2, 1],
	[7680, 2160, 4, 2],
	[5760, 2160, 3, 2]
])('nothing that is read crosses a seam of %d × %d with %d × %d panels', (width, height, columns, rows) => {
	const at = picture(width, height, columns, rows);
	const boxes = all(wallBoxes(at, lcd));
	const crossing = boxes.filter(
		({ x, y, width: wide, height: high }) =>
			at.seams.x.some((seam) => seam > x && seam < x + wide) ||
			at.seams.y.some((seam) => seam > y && seam < y + high)
	);
	expect(crossing).toEqual([]);
	for (const { x, y, width: wide, height: high } of boxes)
		expect([x >= 0, y >= 0, x + wide <= width, y + high <= height, wide > 0, high > 0]).toEqual(
			Array.from({ length: 6 }, () => true)
		);
});

test('panels end at a seam where one is near', () => {
	const { situation, response } = wallBoxes(picture(7680, 2160, 4, 2), lcd);
	expect(situation).toHaveLength(2);
	expect(situation[0]!.x + situation[0]!.width).toBeLessThan(1920);
	expect(situation[0]!.x + situation[0]!.width).toBeGreaterThan(1880);
	expect(response[1]!.y).toBeGreaterThan(1080);
	expect(response[0]!.x).toBe(5760);
});

test('panels narrower than a line of type are no seams that text could keep to', () => {
	const boxes = wallBoxes(picture(3840, 1080, 16, 8), lcd);
	expect([boxes.head.length, boxes.situation.length]).toEqual([1, 1]);
});

test('a picture higher than wide has everything one below the other', () => {
	const { situation, response, centre } = wallBoxes(picture(390, 844), {
		title: 22,
		note: 12,
		situation: 15,
		response: 15
	});
	expect(situation[0]!.y + situation[0]!.height).toBeLessThan(response[0]!.y);
	expect(response[0]!.y + response[0]!.height).toBeLessThan(centre.y);
});
