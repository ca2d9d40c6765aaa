import { expect, test } from 'vitest';
import type { ExportSource } from '../export-source.ts';
import { inlineFiles } from './inline-files.ts';

const source = {
	id: '7Qk2mB9xY0aZ1bC3',
	briefing: { files: { 'maps/a.png': { type: 'image/png' } } },
	file: () => Buffer.from('png')
} as unknown as ExportSource; // nothing else is asked

const markup = '<img src="/api/briefings/7Qk2mB9xY0aZ1bC3/files/maps/a.png" alt="x"><img src="/other.png">';

test('a picture of the briefing is put into the markup under its name, others are left alone', () => {
	expect(inlineFiles(source, markup, 'whole')).toBe(
		'<img data-file="maps/a.png" src="data:image/png;base64,cG5n" alt="x"><img src="/other.png">'
	);
});

test('one that stands in the document already is only named', () => {
	expect(inlineFiles(source, markup, 'named')).toBe(
		'<img data-file="maps/a.png" alt="x"><img src="/other.png">'
	);
});
