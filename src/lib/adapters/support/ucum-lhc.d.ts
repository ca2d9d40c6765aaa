/** The part of the library that we use; it comes without types. Its README documents these results. */
declare module '@lhncbc/ucum-lhc' {
	interface UcumLhcUtils {
		validateUnitString(code: string): { status: string; unit?: { code: string | number | null } | null };
		convertUnitTo(from: string, value: number, to: string): { status: string; toVal: number | null };
	}
	const ucum: { readonly UcumLhcUtils: { getInstance(): UcumLhcUtils } };
	export default ucum;
}
