import { tableFromIPC } from 'apache-arrow';
import { expect, onTestFinished, test } from 'vitest';
import { exportSource } from '../export-source.ts';
import { exportWords } from '../export-words.ts';
import { FROZEN_AT, wholeBriefing } from '../testing/whole-briefing.ts';
import { frozenData } from './frozen-data.ts';

function data() {
	const { frozen, id, remove } = wholeBriefing();
	onTestFinished(remove);
	const source = exportSource(frozen, id, 'http://city.example', FROZEN_AT);
	return { source, html: frozenData(source, 'en', exportWords('en')) };
}

test('the rows of a figure stand in a table, and beside it lies the very file', () => {
	const { html, source } = data();
	expect(html).toContain('<tr><th>district</th><th class="numeric">alarms</th></tr>');
	expect(html).toContain('<tr><td>老城区</td><td class="numeric">12</td></tr>');
	expect(html).toContain('<td>22 Nov 2026 13:05 GMT+8</td><td class="numeric">40.0\u00a0km/h</td>');
	const [, base64 = ''] = /data-file="queries\/rows.arrow" href="data:[^;]+;base64,([^"]+)"/.exec(html) ?? [];
	expect(Buffer.from(base64, 'base64').equals(Buffer.from(source.file('queries/rows.arrow')))).toBe(true);
	expect(tableFromIPC(Buffer.from(base64, 'base64')).numRows).toBe(2);
});

test('the briefing itself stands there as it was frozen, and none of its signs ends the element', () => {
	const { html, source } = data();
	const [, json = ''] = /<script type="application\/json" id="briefing">(.*)<\/script>/.exec(html) ?? [];
	expect(JSON.parse(json)).toEqual(source.briefing);
	expect(json).not.toContain('<');
	expect(html).toContain('Data of the figure: Details &#60;table&#62;');
});
