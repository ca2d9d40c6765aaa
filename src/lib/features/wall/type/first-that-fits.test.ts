import { expect, test } from 'vitest';
import { firstThatFits } from './first-that-fits.ts';

const full = { text: '井盖打开或移位 · 倾角 31°', size: 40 };
const brief = { text: '井盖打开或移位', size: 40 };
const small = { text: '井盖打开或移位', size: 30 };

test('of several ways to say it the one that says most and has room is taken, else the last', () => {
	const said = (room: number) => firstThatFits([full, brief, small], room);
	expect([said(600), said(300), said(230), said(100)]).toEqual([full, brief, small, small]);
});
