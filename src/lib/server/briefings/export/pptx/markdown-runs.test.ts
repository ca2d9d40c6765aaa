import { expect, test } from 'vitest';
import { markdownRuns } from './markdown-runs.ts';

test('phrases keep their styles, and a line ends with its last run', () => {
	expect(markdownRuns('水位 **52 cm**，\n见 [规则](https://city/r) *注*')).toEqual([
		{ text: '水位 ' },
		{ text: '52 cm', bold: true },
		{ text: '， 见 ' },
		{ text: '规则', link: 'https://city/r' },
		{ text: ' ' },
		{ text: '注', italic: true, breakLine: true }
	]);
});

test('lists are bullets by their depth', () => {
	expect(markdownRuns('- a\n  1. b')).toEqual([
		{ text: 'a', bullet: { level: 0, ordered: false }, breakLine: true },
		{ text: 'b', bullet: { level: 1, ordered: true }, breakLine: true }
	]);
	expect(markdownRuns('- 速度 **31 km/h**')).toEqual([
		{ text: '速度 ', bullet: { level: 0, ordered: false } },
		{ text: '31 km/h', bold: true, breakLine: true }
	]);
});

test('a table is a line for each row; raw HTML and other links stand there as text', () => {
	expect(markdownRuns('| a | b |\n|---|---|\n| 1 | 2 |')).toEqual([
		{ text: 'a' },
		{ text: '\u2003' },
		{ text: 'b', breakLine: true },
		{ text: '1' },
		{ text: '\u2003' },
		{ text: '2', breakLine: true }
	]);
	expect(markdownRuns('<b>x</b> [y](javascript:z)')).toEqual([
		{ text: '<b>' },
		{ text: 'x' },
		{ text: '</b>' },
		{ text: ' ' },
		{ text: 'y', breakLine: true }
	]);
});
