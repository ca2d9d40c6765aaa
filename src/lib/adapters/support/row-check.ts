import type { LngLat } from '#lib/model/geometry.ts';
import { EVENT_SEVERITIES, type EventRecord, type Observation, type Row } from '#lib/model/observation.ts';
import { LIMITS } from './limits.ts';

/** The largest time a Date can hold, either side of 1970. */
const MOST_MS = 8.64e15;

/** Names that mean something to JavaScript objects: no metric, unit or fact is called so. */
const TAKEN_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/** Why a row must not leave an adapter, in one sentence; nothing when all is well. */
export function checkRow(row: Row): string | undefined {
	return row.kind === 'event' ? checkEvent(row) : checkObservation(row);
}

/** Why this cannot be the name of a metric or fact; nothing when it can. */
export function checkName(name: string): string | undefined {
	if (TAKEN_NAMES.has(name)) return `"${name}" cannot be a name`;
	return checkWord('a name', name);
}

/** Why this is no position on earth; nothing when it is one. */
export function checkPosition([lng, lat]: LngLat): string | undefined {
	if (!Number.isFinite(lng) || lng < -180 || lng > 180) return `longitude ${lng} is not within -180 and 180`;
	if (!Number.isFinite(lat) || lat < -90 || lat > 90) return `latitude ${lat} is not within -90 and 90`;
	return undefined;
}

/** Why this is no instant; nothing when it is one. */
export function checkTime(what: string, at: number): string | undefined {
	return Math.abs(at) <= MOST_MS ? undefined : `${what} ${at} is not a time`;
}

function checkObservation(row: Observation): string | undefined {
	return (
		checkText('the entity id', row.entity, LIMITS.id) ??
		checkTime('the time', row.at) ??
		optional(row.layer, (layer) => checkWord('the layer', layer)) ??
		optional(row.seq, (seq) =>
			Number.isSafeInteger(seq) && seq >= 0 ? undefined : `seq ${seq} is not a whole number from 0`
		) ??
		optional(row.position, checkPosition) ??
		optional(row.altitude, (altitude) => checkFinite('the altitude', altitude)) ??
		optional(row.speed, (speed) =>
			speed < 0 ? `speed ${speed} is below 0` : checkFinite('the speed', speed)
		) ??
		optional(row.heading, (heading) =>
			heading >= 0 && heading < 360 ? undefined : `heading ${heading} is not within 0 and 360`
		) ??
		optional(row.status, (status) => checkWord('the status', status)) ??
		optional(row.quality, (quality) =>
			Number.isInteger(quality) && quality >= 0 && quality <= 255
				? undefined
				: `quality ${quality} is not a byte`
		) ??
		optional(row.title, (title) => checkText('the title', title, LIMITS.line)) ??
		optional(row.colour, (colour) =>
			/^[0-9a-f]{6}$/i.test(colour) ? undefined : `colour "${shortened(colour)}" is not RRGGBB`
		) ??
		checkMeasures(row)
	);
}

function checkMeasures({ values = {}, units = {} }: Observation): string | undefined {
	const metrics = Object.entries(values);
	if (metrics.length > LIMITS.metrics)
		return `${metrics.length} measured values are more than ${LIMITS.metrics}`;
	for (const [name, value] of metrics) {
		const reason = checkName(name) ?? checkFinite(name, value);
		if (reason) return reason;
	}
	for (const [name, unit] of Object.entries(units)) {
		if (!Object.hasOwn(values, name)) return `a unit is given for "${shortened(name)}", which has no value`;
		const reason = checkWord('a unit', unit);
		if (reason) return reason;
	}
	return undefined;
}

function checkEvent(row: EventRecord): string | undefined {
	return (
		checkText('the event id', row.id, LIMITS.id) ??
		checkTime('the time', row.at) ??
		optional(row.from, (from) => checkTime('the begin', from)) ??
		optional(row.until, (until) => checkTime('the end', until)) ??
		optional(row.layer, (layer) => checkWord('the layer', layer)) ??
		checkWord('the type', row.type) ??
		(EVENT_SEVERITIES.includes(row.severity) ? undefined : `there is no severity "${row.severity}"`) ??
		checkTexts('the title', row.title, LIMITS.line) ??
		optional(row.text, (text) => checkTexts('the text', text, LIMITS.text)) ??
		optional(row.position, checkPosition) ??
		optional(row.areas, checkAreas) ??
		optional(row.replaces, (replaces) =>
			replaces.length > LIMITS.entries
				? `${replaces.length} replaced ids are more than ${LIMITS.entries}`
				: first(replaces, (id) => checkText('a replaced id', id, LIMITS.id))
		) ??
		optional(row.facts, (facts) => checkTexts('a fact', facts, LIMITS.line))
	);
}

function checkAreas(areas: NonNullable<EventRecord['areas']>): string | undefined {
	if (areas.length > LIMITS.entries) return `${areas.length} areas are more than ${LIMITS.entries}`;
	let vertices = 0;
	for (const { name, rings } of areas) {
		const reason = name === undefined ? undefined : checkText('the name of an area', name, LIMITS.text);
		if (reason) return reason;
		for (const ring of rings) {
			vertices += ring.length;
			if (vertices > LIMITS.vertices) return `the areas have more than ${LIMITS.vertices} positions`;
			const wrong = first(ring, checkPosition);
			if (wrong) return wrong;
		}
	}
	return undefined;
}

function checkTexts(what: string, texts: Readonly<Record<string, string>>, most: number): string | undefined {
	const entries = Object.entries(texts);
	if (entries.length > LIMITS.entries) return `${what} has more than ${LIMITS.entries} entries`;
	return first(entries, ([name, text]) => checkName(name) ?? checkText(what, text, most, ''));
}

function checkWord(what: string, word: string): string | undefined {
	return checkText(what, word, LIMITS.word);
}

/** Control characters other than line breaks and tabs never belong in a name or text. */
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u;

function checkText(what: string, text: string, most: number, least = 'x'): string | undefined {
	if (typeof text !== 'string') return `${what} is not a text`;
	if (text.trim().length < least.length) return `${what} is empty`;
	if (text.length > most) return `${what} has ${text.length} characters, more than ${most}`;
	if (UNPRINTABLE.test(text)) return `${what} has an unprintable character`;
	return undefined;
}

function checkFinite(what: string, value: number): string | undefined {
	return Number.isFinite(value) ? undefined : `${shortened(what)} is not a finite number`;
}

function optional<Value>(
	value: Value | undefined,
	check: (value: Value) => string | undefined
): string | undefined {
	return value === undefined ? undefined : check(value);
}

function first<Item>(items: readonly Item[], check: (item: Item) => string | undefined): string | undefined {
	for (const item of items) {
		const reason = check(item);
		if (reason) return reason;
	}
	return undefined;
}

/** A foreign text short enough for a sentence. */
export function shortened(text: string, most = 60): string {
	return text.length <= most ? text : `${text.slice(0, most)}…`;
}
