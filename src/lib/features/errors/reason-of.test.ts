import { afterAll, expect, test } from 'vitest';
import { AppError, ERROR_CODES } from '#lib/model/errors.ts';
import { saidError } from '#lib/model/said-error.ts';
import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { reasonOf } from './reason-of.ts';

const before = getLocale;
afterAll(() => overwriteGetLocale(before));
const inBoth = (error: AppError) =>
	(['zh-CN', 'en'] as const).map((language) => {
		overwriteGetLocale(() => language);
		return reasonOf(error);
	});

test('every kind of failure has a sentence in Chinese; in English it is the error’s own', () => {
	for (const code of ERROR_CODES) {
		const [zh, en] = inBoth(new AppError(code, { message: 'It broke.' }));
		expect(zh).toMatch(/\p{Script=Han}/u);
		expect(en).toBe('It broke.');
	}
});

test('an error that has its sentence in both languages says that, also after it went over the network', () => {
	const error = saidError(
		'INPUT_EMPTY',
		{ zh: '城市没有道路。', en: 'The city has no roads.' },
		{ city: 'x' }
	);
	expect(inBoth(error)).toEqual(['城市没有道路。', 'The city has no roads.']);
	const { code, details } = JSON.parse(JSON.stringify(error)) as AppError;
	expect(inBoth(new AppError(code, details))).toEqual(['城市没有道路。', 'The city has no roads.']);
});

test('what DuckDB says of a statement is said in both languages, with the names that it offers', () => {
	const said = (message: string, reason?: string) =>
		inBoth(new AppError('QUERY_FAILED', { message, ...(reason !== undefined && { reason }) }));
	expect(
		said(
			'Binder Error: Referenced column "nme" not found in FROM clause!\nCandidate bindings: "name", "name_en"\n\nLINE 1: …'
		)
	).toEqual(['没有“nme”列。是否指 name或name_en？', 'There is no column “nme”. Is it name or name_en?']);
	expect(
		said('Binder Error: Table "f" does not have a column named "nme"\n\nCandidate bindings: : "t"')
	).toEqual(['“f”中没有“nme”列。是否指 t？', '“f” has no column “nme”. Is it t?']);
	expect(said('Catalog Error: Table with name h_x does not exist!')[0]).toBe('没有“h_x”表。');
	expect(said('Parser Error: syntax error at or near "SELEC"')[0]).toBe('“SELEC”处语法有误。');
	expect(said('Only statements that read are allowed here.', 'notReadOnly')[0]).toBe(
		'只能运行查询语句（SELECT、WITH、FROM、VALUES、DESCRIBE、SUMMARIZE、SHOW）。'
	);
	expect(said('Out of Range Error: too far.')[0]).toBe('查询未成功（Out of Range Error: too far）');
});

test('that nobody answers is said however a browser words it; another fault of ours is not taken for that', () => {
	const said = (message: string) => inBoth(AppError.from(new TypeError(message)))[0];
	expect(
		[
			'Failed to fetch dynamically imported module: /x.js',
			'NetworkError when attempting to fetch resource.',
			'Load failed'
		].map(said)
	).toEqual(Array(3).fill('连不上服务器，请检查网络后重试'));
	expect(AppError.from(new TypeError('x is not a function')).code).toBe('INTERNAL');
});
