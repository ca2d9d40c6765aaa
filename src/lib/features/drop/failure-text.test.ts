import { afterAll, expect, test } from 'vitest';
import { AppError } from '#lib/model/errors.ts';
import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { failureText } from './failure-text.ts';

const before = getLocale;
afterAll(() => overwriteGetLocale(before));

const failure = (details: Record<string, string>) => new AppError('INPUT_INVALID', details);

test('a broken file is said in the language of the interface, with the place', () => {
	const broken = failure({ file: 'a.csv', reason: 'quoteOpen', place: 'line 3' });
	overwriteGetLocale(() => 'zh-CN');
	expect(failureText(broken)).toBe('a.csv 第 3 行：此行的引号没有结束；请补上引号，文本中的引号应写两遍。');
	expect(failureText(failure({ file: 'a.zip', reason: 'partMissing', place: 'a.dbf' }))).toContain(
		'a.zip 缺少 a.dbf，'
	);
	expect(failureText(failure({ file: 'a.feather', reason: 'featherOld' }))).toBe(
		'a.feather 是旧版 Feather（V1），请重新写为 Arrow IPC（Feather V2）或 Parquet。'
	);
	expect(failureText(failure({ file: 'a.city.json', reason: 'damaged', place: 'vertex 3' }))).toContain(
		'a.city.json 第 3 个顶点 无法读取，'
	);
	overwriteGetLocale(() => 'en');
	expect(failureText(broken)).toBe(
		'a.csv, line 3: a quote that opens in this row is never closed; close it, or double quotes that are part of the text.'
	);
});

test('what has no sentence of its own keeps the words it came with', () => {
	expect(failureText(failure({ message: 'something else' }))).toBe('something else');
});
