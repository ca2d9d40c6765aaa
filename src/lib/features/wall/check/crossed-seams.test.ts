import { expect, test } from 'vitest';
import { crossedBy } from './crossed-seams.ts';

test('what lies on both sides of a seam crosses it; what ends at it does not', () => {
	const seams = { x: [1920], y: [1080] };
	const box = { x: 1800, y: 20, width: 120, height: 40 };
	expect(crossedBy(box, seams)).toBe(false);
	expect(crossedBy({ ...box, width: 130 }, seams)).toBe(true);
	expect(crossedBy({ ...box, y: 1060 }, seams)).toBe(true);
});
