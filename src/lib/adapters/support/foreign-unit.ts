import { checkUnit } from './ucum.ts';
import { unitOfSymbol } from './unit-symbols.ts';

/**
 * The UCUM code for a unit as a foreign source writes it: UCUM itself, a usual symbol (`°C`, `µg/m³`), else its
 * own word in braces (`{furlong}`), which UCUM counts as a pure number. Nothing when the source says none.
 */
export function foreignUnit(symbol: string): string | undefined {
	const text = symbol.trim();
	if (text === '' || text === '-') return undefined;
	// Symbols first: `ft` is feet to everyone but UCUM, where it is the femtotonne.
	const usual = unitOfSymbol(text);
	if (usual !== undefined) return usual;
	if (checkUnit(text).ok) return text;
	// UCUM annotations are printable ASCII without braces (its section 12).
	const word = text.replace(/[^!-~]|[{}]/g, '').slice(0, 60);
	const braced = `{${word === '' ? 'unit' : word}}`;
	return checkUnit(braced).ok ? braced : '{unit}';
}
