/**
 * Words that call a number something, in the languages callers write. Latin and Cyrillic words must match whole;
 * scripts without spaces match anywhere in the stretch of letters.
 */
export const PHONE = words(
  'phones?|phonenumbers?|telephones?|telephonenumber|tel|teln|telno|mobiles?|mob|cell|cellphones?|cellular|smartphone|landline|fax|telefax|whats ?app|sms|ph|hotline|callback|tlf|tlfn|tfno|tfn|tln',
  'telefon|telefonn?ummer|telefonnr|tel-?nr|rufnummer|rückrufnummer|handy|handynummer|mobil|mobilnummer|mobilfunk|festnetz|fon|durchwahl',
  'téléphone|portable|fixe|gsm|teléfono|telefono|móvil|celular|cellulare|telemóvel|telefone|telefoon|telefoonnummer|mobiel|mobiele|telefonu|komórka|telefonnumret|telefonnummeret|puhelin|puhelinnumero|cep',
  'тел|телефон|телефону|моб|мобильный|мобільний|τηλ|τηλέφωνο|κινητό|טלפון|نمبر فون|هاتف|الهاتف|جوال|الجوال|موبايل|تلفن',
  '',
  '电话|電話|手机|手機|携帯|전화|휴대폰|핸드폰|फोन|फ़ोन|मोबाइल|โทร',
);
export const CALLING = words(
  'calls?|called|calling|ring|rang|phoned|dial|dialled|dialed|text|texted|reach|reached|reachable|contact|contacted|message|messaged|texting|ringing|spoke|voicemails?',
  'anrufen|rufen|rufe|ruf|zurückrufen|erreichbar|erreichen|erreiche|anruf|appeler|appelez|appelle|rappeler|rappelez|joindre|joignable',
  'llamar|llame|llámame|llama|llamen|contactar|chiamare|chiamate|chiamami|ligar|ligue|bellen|bel|bereikbaar|zadzwonić|zadzwoń|ringa|ring',
  'позвоните|звоните|перезвоните|звонить|اتصل|اتصلوا|कॉल',
);
export const CARD = words(
  'cards?|cardnumber|cardno|ccn?|pan|visa|mastercard|master|amex|maestro|discover|diners|jcb|unionpay|credit|debit|creditcard|debitcard',
  'karte|kartennummer|kreditkarte|kreditkartennummer|kreditkartennr|bankkarte|girokarte|carte|tarjeta|carta|cartão|kaart|kaartnummer|kort|kortnummer|karta|karty|kartı|карта|карты|карту|карте|بطاقة|البطاقة|कार्ड',
  '',
  '卡号|卡號|银行卡|信用卡|カード|카드',
);
export const IBAN = words('ibans?|ibannummer|ibannr');
export const MINE = words(
  "my|your|his|her|their|our|callers?|(?:caller|customer|client|member|patient|guest|buyer|user)['’]s|mein|meine|meiner|mijn|mon|ma|mi|mio|mia|meu|minha|мой|моего",
);
export const OTHER = words(
  'orders?|orderid|orderno|ordernumber|tickets?|ticketid|cases?|caseid|ref|refs|references?|tracking|track|invoices?|bills?|accounts?|acct|acc|policy|policies|claims?|bugs?|issues?|articles?|kb|sku|skus|items?|products?|parts?|models?|serials?|sn|kd|kdnr|imei|iccid|sim|esim|isbn|issn|ean|upc|gtin|barcode|asin',
  'ids?|uuid|guid|codes?|versions?|ver|build|release|steps?|parcels?|packages?|shipments?|consignment|waybill|awb|delivery|bookings?|reservations?|confirmation|pnr|customers?|clients?|members?|membership|contracts?|quotes?|quotation|po|rma|batch|lot|meter|transactions?|txn|payments?|receipts?|jobs?|incidents?|requests?|sr|inc|chg|task|change|log|line|row|rows|record|records|port|routing|bank|banking|checking|savings|insurance|sort|ssn|vat|tax|licen[cs]e|passport|vin|fedex|ups|usps|dhl|hermes|dpd|error|errors|status|zip|postcode|timestamp|epoch|hash|key|asset|tag|voucher|coupon|gift|loyalty|store|branch|unit|device|mac|session|#|№',
  'bestellung|bestellnr|auftrag|auftragsnr|vorgang|rechnung|rechnungsnr|kunde|kundennr|sendung|artikel|artikelnr|aktenzeichen|vertrag|paket|beleg|buchung|seriennr|fall|konto|charge|zähler|version|fehler|schritt',
  'commande|facture|dossier|billet|colis|référence|réf|suivi|contrat|article|client|série|réservation|compte|étape|erreur|demande',
  'pedido|pedidos|factura|referencia|caso|envío|seguimiento|contrato|artículo|cliente|reserva|cuenta|paso|boleto|orden|incidencia',
  'ordine|ordini|fattura|pratica|biglietto|spedizione|riferimento|prenotazione|articolo|contratto|conto|passo|encomenda|fatura|processo|bilhete|artigo',
  'bestelling|factuur|zaak|pakket|klant|zending|contract|artikel|boeking|stap|zamówienie|zamówienia|faktura|faktury|zgłoszenie|zgłoszenia|przesyłka|sprawa|ordre|sag|ärende|beställning|tilaus|sipariş|fatura|talep',
  'заказ|заказа|заказу|заказе|счет|счёт|счета|тикет|обращение|обращения|заявка|заявки|заявку|посылка|накладная|договор|замовлення|артикул|παραγγελία|הזמנה|طلب|الطلب|طلبي|تذكرة|التذكرة|फ़ाइल|टिकट|ऑर्डर|आर्डर',
  '[\\p{L}]{3,}(?:nummer|number|nr)',
  '订单|訂單|工单|工單|单号|單號|快递|运单|注文|受付|伝票|問い合わせ|チケット|追跡|주문|송장|티켓|접수|คำสั่งซื้อ|พัสดุ',
);
export const GLUE = words(
  'numbers?|num|numb|no|nos|nr|nbr|nummer|numéro|numero|número|numer|n|is|was|are|be|would|should|will|as|follows|following|again|the|a|s|of|under|please|ist|lautet|war|est|était|es|era|è|são|номер|nº|raqm|رقم|رقمي|नंबर|her|new|old',
);

/** Accents are taken off on both sides: callers leave them out, and a decomposed letter loses its mark when it is read. */
export function withoutAccents(word: string): string {
  return word.normalize('NFD').replace(/\p{Mn}/gu, '');
}

function words(...lists: string[]) {
  const spaceless = lists.length > 1 && /[\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7af]/.test(lists.at(-1)!) ? lists.pop()! : '';
  const whole = `^(?:${lists.filter(Boolean).join('|')})$`;
  return new RegExp(withoutAccents(spaceless ? `${whole}|${spaceless}` : whole), 'iu');
}
