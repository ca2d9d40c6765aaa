import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { staticRule } from './static-faces.ts';

test('a variable font becomes one of a single weight, in a rule for that weight', async () => {
	const file = new URL(import.meta.resolve('@fontsource-variable/jetbrains-mono/wght.css'));
	const name = 'files/jetbrains-mono-latin-wght-normal.woff2';
	const rule = await staticRule(
		{
			family: '"JetBrains Mono Variable"',
			style: 'normal',
			range: 'U+0-FF',
			rule: '',
			address: '',
			woff2: readFileSync(new URL(name, file)).toString('base64')
		},
		600
	);
	expect(rule.slice(0, rule.indexOf('src:'))).toBe(
		'@font-face { font-family: "JetBrains Mono Variable"; font-style: normal; font-weight: 600; unicode-range: U+0-FF; '
	);
	const [, data = ''] = /base64,([^"]+)"/.exec(rule) ?? [];
	const font = Buffer.from(data, 'base64');
	// An sfnt names its tables from byte 12 on, 16 bytes each.
	const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) =>
		font.toString('latin1', 12 + 16 * index, 16 + 16 * index)
	);
	expect(tables).toContain('glyf');
	expect(tables.filter((tag) => ['fvar', 'gvar', 'HVAR'].includes(tag))).toEqual([]);
});
