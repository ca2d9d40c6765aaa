import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EventRecord } from '#lib/model/observation.ts';
import { assertSound } from '../support/fuzz.ts';
import { cap } from './adapter.ts';
import { alertXml as alert, infoXml as info } from './sample.ts';

const data = process.env['CITYLOOP_TEST_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data');
const decode = (text: string) => cap.decode(new TextEncoder().encode(text), 0);
const only = (text: string) => decode(text).rows[0] as EventRecord | undefined; // CAP gives events only
const reasons = (text: string) => decode(text).rejected.map(({ reason }) => reason);

test('an alert in two languages is one event with both, its area once, longitude first', () => {
	const area = '<area><areaDesc>Bay</areaDesc><polygon>1,2 1,3 2,3 1,2</polygon></area>';
	expect(
		only(
			alert({
				infos: [
					info({ more: `<headline>Flood</headline><description>Rain</description>${area}` }),
					info({ language: 'zh', event: '洪水', severity: 'Extreme', more: area })
				]
			})
		)
	).toEqual({
		kind: 'event',
		id: 'A1',
		at: Date.UTC(2026, 2, 1),
		type: 'Alert',
		severity: 'extreme',
		title: { en: 'Flood', zh: '洪水' },
		text: { en: 'Rain' },
		areas: [
			{
				name: 'Bay',
				rings: [
					[
						[2, 1],
						[3, 1],
						[3, 2],
						[2, 1]
					]
				]
			}
		],
		position: [expect.closeTo(8 / 3), expect.closeTo(4 / 3)],
		facts: {
			status: 'Actual',
			msgType: 'Alert',
			scope: 'Public',
			sender: 's@x',
			event: 'flood · 洪水',
			category: 'Met',
			urgency: 'Immediate',
			certainty: 'Likely'
		}
	});
});

test('a cancellation ends the alerts it names, an exercise says so in its type', () => {
	const cancelled = only(alert({ type: 'Cancel', more: '<references>s@x,A0,t s@x,B0,t</references>' }));
	expect(cancelled).toMatchObject({ type: 'Cancel', ends: true, replaces: ['A0', 'B0'] });
	expect(only(alert({ status: 'Exercise' }))?.type).toBe('Exercise Alert');
});

test('a circle is a ring of 32 corners at its radius; radius 0 is only a position', () => {
	const circle = (text: string) =>
		only(alert({ infos: [info({ more: `<area><areaDesc>x</areaDesc><circle>${text}</circle></area>` })] }));
	const ring = circle('0,10 111.195')?.areas?.[0]?.rings[0];
	expect(ring).toHaveLength(33);
	expect(ring?.[0]).toEqual([10, expect.closeTo(1, 4)]);
	expect(ring?.[8]).toEqual([expect.closeTo(9, 4), expect.closeTo(0)]);
	expect(circle('5,10 0')).toMatchObject({ position: [10, 5], areas: [{ name: 'x', rings: [] }] });
});

test.each([
	[
		'116,39 117,39 117,40 116,39',
		'latitude 116 is not within -90 and 90; latitude and longitude seem swapped'
	],
	['1,2 3', '"3" is not latitude,longitude'],
	['1,2 1,3', 'it has fewer than three corners']
])('polygon %j is left out and the alert still warns', (polygon, why) => {
	const more = `<area><areaDesc>Bay</areaDesc><polygon>${polygon}</polygon></area>`;
	const { rows, rejected } = decode(alert({ infos: [info({ more })] }));
	expect(rows).toHaveLength(1);
	expect(rejected).toEqual([{ place: 'alert 1, line 1', reason: `area "Bay": polygon left out, ${why}` }]);
});

test.each([
	[alert({}).replace('<scope>Public</scope>', ''), 'required and missing: scope'],
	[alert({ status: 'actual' }), 'status "actual" is none of Actual, Exercise, System, Test, Draft'],
	[
		alert({}).replace('cap:1.2', 'cap:9'),
		'its namespace "urn:oasis:names:tc:emergency:cap:9" is not that of CAP 1.1 or 1.2'
	],
	['<html><body>no</body></html>', 'the root element <html> is neither an alert nor an envelope of alerts'],
	['', 'the body is empty']
])('%j is rejected with its reason', (text, reason) => {
	expect(reasons(text)).toEqual([reason]);
});

test('XML that breaks off says line and column, and alerts before the break count', () => {
	const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content>${alert({})}</content></entry>\n<entry></oops>`;
	const { rows, rejected } = decode(feed);
	expect(rows).toHaveLength(1);
	expect(rejected).toEqual([
		{ place: 'line 2, column 14', reason: 'not well-formed XML: unexpected close tag' }
	]);
});

test('declared entities never expand: a bomb and an outside file are faults', () => {
	const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>`;
	for (const name of ['b', 'f']) {
		const { rows, rejected } = decode(bomb + alert({ infos: [info({ event: `&${name};` })] }));
		expect(rows).toEqual([]);
		expect(rejected[0]?.reason).toBe('not well-formed XML: undefined entity');
	}
});

test('elements deeper than 64 are refused', () => {
	expect(reasons('<a>'.repeat(5000))).toContain('not well-formed XML: elements may be 64 deep');
});

test('a signed alert says that its signature was not checked', () => {
	const signature = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>';
	expect(only(alert({ more: signature }))?.facts?.['signature']).toBe('signature not checked');
});

test('the declared encoding is honoured', () => {
	const text = `<?xml version="1.0" encoding="ISO-8859-1"?>${alert({ infos: [info({ event: 'Überflutung' })] })}`;
	const { rows } = cap.decode(Buffer.from(text, 'latin1'), 0);
	expect((rows[0] as EventRecord).title).toEqual({ en: 'Überflutung' });
});

test('an alert as escaped text of a feed is read too', () => {
	const escaped = alert({}).replaceAll('<', '&lt;');
	expect(
		decode(`<rss><channel><item><description>${escaped}</description></item></channel></rss>`).counts
	).toEqual({
		alert: 1
	});
});

describe.skipIf(!existsSync(join(data, 'cap-alerts')))('real alerts (CITYLOOP_TEST_DATA)', () => {
	test.each([
		// file, counts, events, rings, rejections
		['CanadaNaad.xml', { alert: 1 }, 1, 1, 1],
		['NOAA_MultiplePolygons.txt', { alert: 1 }, 1, 2, 0],
		['amber.atom', { alert: 1 }, 1, 0, 0],
		['amber.rss', { alert: 0, link: 1 }, 0, 0, 1],
		['australia.cap', { alert: 1 }, 1, 1, 0],
		['bushfire_valid.edxlde', { alert: 59 }, 59, 42, 0],
		['canada.cap', { alert: 1 }, 1, 2, 0],
		['canada_errors.cap', { alert: 1 }, 1, 1, 1],
		['canada_signed.atom', { alert: 1 }, 1, 2, 0],
		['earthquake-iso8859-1.cap', { alert: 1 }, 1, 0, 0],
		['empty_weather_index.atom', { alert: 0 }, 0, 0, 0],
		['invalid.cap', { alert: 1 }, 0, 0, 1],
		['invalid.rss', { alert: 0, 'empty entry': 1 }, 0, 0, 1],
		['no_optional_fields.cap', { alert: 1 }, 1, 0, 0],
		['noaa_errors.cap', { alert: 1 }, 1, 0, 3],
		['ny_index.rss', { alert: 0, link: 2 }, 0, 0, 2],
		['oregon_nws.atom', { alert: 1 }, 0, 0, 1],
		['ph.cap', { alert: 1 }, 1, 1, 0],
		['rfs.xml', { alert: 1 }, 1, 0, 0],
		['sweden.atom', { alert: 0, link: 4 }, 0, 0, 4],
		['weather_invalid.atom', { alert: 1 }, 0, 0, 1]
	])('%s', (file, counts, events, rings, rejections) => {
		const decoded = cap.decode(readFileSync(join(data, 'cap-alerts', file)), 0);
		assertSound(decoded);
		const areas = decoded.rows.flatMap((row) => (row.kind === 'event' ? (row.areas ?? []) : []));
		expect(decoded.counts).toEqual(counts);
		expect([
			decoded.rows.length,
			areas.flatMap((area) => area.rings).length,
			decoded.rejected.length
		]).toEqual([events, rings, rejections]);
	});
});
