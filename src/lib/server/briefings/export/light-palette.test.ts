import { expect, test } from 'vitest';
import { lightPalette } from './light-palette.ts';

test('colours are those of the light look, and a name that is none is a fault', () => {
	const css = `:root, [data-look='dark'] { --tx-0: #ebedef; }\n  [data-look='light'] {\n --tx-0: #12161c; --seq-6: #1f6868; }`;
	const colour = lightPalette(css);
	expect([colour('tx-0'), colour('seq-6')]).toEqual(['12161C', '1F6868']);
	expect(() => colour('nothing')).toThrow('no light --nothing');
	expect(lightPalette()('bg-1')).toMatch(/^[0-9A-F]{6}$/);
});
