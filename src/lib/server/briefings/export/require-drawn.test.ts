import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { requireDrawn } from './require-drawn.ts';

const sheet = () => Object.assign(new PNG({ width: 100, height: 60 }), { data: Buffer.alloc(24_000, 255) });

test('a white sheet is blank, one line across it is not', () => {
	const lined = sheet();
	lined.data.fill(0, 4 * 100 * 30 + 40, 4 * 100 * 30 + 360);
	lined.data.fill(0, 4 * 100 * 31 + 40, 4 * 100 * 31 + 360);
	expect(() => requireDrawn(PNG.sync.write(sheet()), 'Figure 2')).toThrow('Figure 2 is blank.');
	expect(() => requireDrawn(PNG.sync.write(lined), 'Figure 2')).not.toThrow();
});
