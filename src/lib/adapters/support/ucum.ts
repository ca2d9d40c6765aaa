import ucumPackage from '@lhncbc/ucum-lhc';
import { LIMITS } from './limits.ts';
import { shortened } from './row-check.ts';
import { unitOfSymbol } from './unit-symbols.ts';

export type UnitCheck =
	| { readonly ok: true; readonly code: string }
	| { readonly ok: false; readonly code: string; readonly reason: string };

/** Codes seen: devices repeat a few, a flood of made-up ones must not grow the memory. */
const seen = new Map<string, UnitCheck>();
const MOST_SEEN = 2_000;

/** Whether a code is UCUM (case-sensitive, ucum.org); when not, why and what to write instead. */
export function checkUnit(code: string): UnitCheck {
	const known = seen.get(code);
	if (known) return known;
	const check = judge(code);
	if (code.length > LIMITS.word) return check;
	if (seen.size >= MOST_SEEN) seen.clear();
	seen.set(code, check);
	return check;
}

/** The value in another unit; nothing when the two measure different things or a unit is unknown. */
export function convertUnit(value: number, from: string, to: string): number | undefined {
	if (from === to) return value;
	if (!checkUnit(from).ok || !checkUnit(to).ok) return undefined;
	try {
		const { status, toVal } = library().convertUnitTo(from, value, to);
		return status === 'succeeded' && toVal !== null && Number.isFinite(toVal) ? toVal : undefined;
	} catch {
		return undefined;
	}
}

function judge(code: string): UnitCheck {
	const no = (reason: string): UnitCheck => ({ ok: false, code, reason });
	if (code === '') return no('the unit is empty');
	if (code.length > LIMITS.word) return no(`the unit has more than ${LIMITS.word} characters`);
	if (isUcum(code)) return { ok: true, code };
	const meant = unitOfSymbol(code);
	return no(`"${shortened(code)}" is no UCUM unit${meant === undefined ? '' : `; write ${meant}`}`);
}

/** The library looks units up in plain objects and prints when it finds what every object inherits. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype);

function isUcum(code: string): boolean {
	// UCUM is printable ASCII without spaces (its section 3).
	if (!/^[!-~]+$/.test(code) || INHERITED.some((name) => code.includes(name))) return false;
	try {
		const { status, unit } = library().validateUnitString(code);
		return status === 'valid' && unit?.code != null;
	} catch {
		return false;
	}
}

let loaded: ReturnType<typeof ucumPackage.UcumLhcUtils.getInstance> | undefined;

/** Its tables are unpacked at the first use, not at the start of the program. */
function library() {
	loaded ??= ucumPackage.UcumLhcUtils.getInstance();
	return loaded;
}
