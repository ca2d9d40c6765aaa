import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DAY, HOUR, START, SmallHistory, says } from '../small-history.ts';
import { HOUSE_STEPS, type HouseStep } from './steps.ts';

const END = START + 3 * DAY + 2 * HOUR;

/** Three days of a row every six hours in two layers, of which the first is past its age at the end. */
async function threeDays(): Promise<SmallHistory> {
	const history = await SmallHistory.open({ keyframeRows: 5, retain: { days: 2, bytes: 1e9 } });
	for (let at = START; at < START + 3 * DAY; at += 6 * HOUR) {
		const hour = (at - START) / HOUR;
		history.commit([says(`b${hour % 3}`, at - 1000, { seq: hour, values: { load: hour } })], at);
		history.commit(
			[says(`t${hour % 5}`, at, { status: 'moving', position: [hour / 100, 1] })],
			at + 1,
			'trams'
		);
	}
	return history;
}

const filesOf = ({ historyDir }: SmallHistory) =>
	readdirSync(historyDir, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.startsWith('hot.'))
		.map(({ parentPath, name }) => join(parentPath, name).slice(historyDir.length + 1))
		.sort();

/** What is kept, and only once, has the rows of the log; states are those of the log wherever they are kept. */
async function expectLog(history: SmallHistory, from: number): Promise<void> {
	for (const layer of ['buses', 'trams']) {
		const said = (await history.window({ layer, by: 'received', from })).rows;
		expect(said).toEqual(history.rowsOfLog(layer).filter(({ received }) => received! >= from));
		for (const t of [from + HOUR, from + DAY, END]) {
			const { hash } = await history.engine.at(layer, t, 'received');
			expect([layer, t, hash]).toEqual([layer, t, history.hashOfLog(t, 'received', layer)]);
		}
	}
}

const FILES = await (async () => {
	const undisturbed = await threeDays();
	try {
		await undisturbed.engine.keepHouse(END);
		return filesOf(undisturbed);
	} finally {
		await undisturbed.close();
	}
})();

test('undisturbed, two days are left in one file each', () => {
	expect(FILES.filter((file) => file.endsWith('.parquet'))).toEqual([
		'buses/2026-03-02/00-18.parquet',
		'buses/2026-03-03/00-18.parquet',
		'trams/2026-03-02/00-18.parquet',
		'trams/2026-03-03/00-18.parquet'
	]);
});

test.each(HOUSE_STEPS)(
	'a crash right after %s loses and doubles nothing, and the next start ends the work',
	async (where: HouseStep) => {
		const history = await threeDays();
		try {
			let reached = 0;
			await history.reopen((step) => {
				if (step === where && ++reached === 2) throw new Error('crash');
			});
			await expect(history.engine.keepHouse(END)).rejects.toThrow('crash');
			await history.reopen();
			await expectLog(history, START + DAY);
			await history.engine.keepHouse(END);
			await expectLog(history, START + DAY);
			expect(filesOf(history).filter((file) => !file.includes('keyframes'))).toEqual(
				FILES.filter((file) => !file.includes('keyframes'))
			);
		} finally {
			await history.close();
		}
	}
);
