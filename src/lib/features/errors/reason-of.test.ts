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
