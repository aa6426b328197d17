/// What a mailbox is for (RFC 6154), as its name tells in the languages and programs of its owners.
package enum SpecialFolder {
    /// The inbox, or a folder that is called ham.
    case wanted
    /// Kept mail. As one of Gmail's labels that says that it is wanted; as a folder's name it says nothing.
    case kept
    /// Junk.
    case unwanted
    /// Deleted mail, and what the owner wrote: nobody said whether that was wanted.
    case neither

    /// The purpose of a folder by its file or directory name; nil for a name of the owner's own.
    ///
    /// `Archive.Junk`, `Junk.mbox` (Apple), `Inbox.sbd` (Thunderbird) count by their last part; `~/Maildir` itself is an
    /// inbox. `.Junk.2021` (Maildir++) is a folder in a folder: the nearest part with a purpose counts,
    /// and kept mail of a purpose has that one.
    package init?(named name: String) {
        var name = name[...]
        for suffix in [".mbox", ".mbx", ".sbd"] where name.lowercased().hasSuffix(suffix) {
            name = name.dropLast(suffix.count)
        }
        let parts = name.split(separator: ".")
        let candidates = name.hasPrefix(".") ? parts[...] : parts.suffix(1)
        let found = candidates.reversed().compactMap { Self(title: ModifiedUTF7.decode($0)) }
        guard let purpose = found.first(where: { $0 != .kept }) ?? found.first else { return nil }
        self = purpose
    }

    /// The purpose of a folder or label by the title that its owner sees.
    init?(title: some StringProtocol) {
        guard let found = Self.titles[String(title).trimmed.lowercased()] else { return nil }
        self = found
    }

    /// The label of the mail in it.
    var label: MailLabel? {
        switch self {
        case .kept, .neither: nil
        case .unwanted: .spam
        case .wanted: .ham
        }
    }

    /// To Swift, titles that are canonically equivalent are equal: their normal form does not matter.
    private static let titles: [String: SpecialFolder] = {
        var titles: [String: SpecialFolder] = [:]
        for (folder, list) in [
            (wanted, wantedTitles), (kept, keptTitles), (unwanted, unwantedTitles), (neither, neitherTitles),
        ] {
            for title in list.split(whereSeparator: { $0 == "|" || $0.isNewline }) {
                titles[String(title).trimmed.lowercased()] = folder
            }
        }
        return titles
    }()

    private static let wantedTitles = """
        ham | inbox | maildir | posteingang | boîte de réception | recibidos | bandeja de entrada | posta in arrivo
        caixa de entrada | postvak in | odebrane | doručená pošta | doručené | beérkező levelek | beérkezett üzenetek
        mesaje primite | входящие | вхідні | inkorgen | innboks | indbakke | saapuneet | postilaatikko | gelen kutusu
        εισερχόμενα | דואר נכנס | البريد الوارد | इनबॉक्स | กล่องจดหมาย | hộp thư đến | kotak masuk | safata d'entrada
        受信トレイ | 收件箱 | 收件匣 | 받은편지함
        """

    private static let keptTitles = """
        archive | archived | important | starred | archiviert | wichtig | messages archivés | archivés | important
        archivado | archivados | importante | archiviati | arquivados | gearchiveerd | belangrijk | zarchiwizowane
        archivováno | архив | arkiverad | arkiveret | arkivert | アーカイブ | 已归档 | 보관됨
        """

    private static let unwantedTitles = """
        spam | junk | bulk mail | junk mail | junk email | junk e-mail | junk-e-mail | spam mail | spamverdacht
        unerwünscht | unerwünschte werbung | courrier indésirable | indésirables | pourriel | correo no deseado
        posta indesiderata | lixo eletrônico | lixo eletrónico | ongewenste e-mail | ongewenst | wiadomości-śmieci
        niechciane | nevyžádaná pošta | nevyžiadaná pošta | levélszemét | спам | нежелательная почта | небажана пошта
        skräppost | søppelpost | uønsket e-post | uønsket mail | uønsket post | roskaposti | önemsiz | istenmeyen
        ανεπιθύμητα | ανεπιθύμητη αλληλογραφία | ספאם | דואר זבל | الرسائل غير المرغوب فيها | بريد عشوائي
        स्पैम | จดหมายขยะ | thư rác | correu brossa | 迷惑メール | 垃圾邮件 | 垃圾郵件 | 스팸함 | 스팸 | 정크 메일
        """

    private static let neitherTitles = """
        trash | deleted | deleted items | deleted messages | bin | sent | sent items | sent mail | sent messages
        drafts | draft | outbox | templates | unsent messages | chat | chats | notes | scheduled | snoozed
        papierkorb | gelöscht | gelöschte elemente | gesendet | gesendete elemente | entwürfe | postausgang | vorlagen
        corbeille | éléments supprimés | messages envoyés | envoyé | envoyés | éléments envoyés | brouillons
        papelera | elementos eliminados | enviados | elementos enviados | mensajes enviados | borradores
        cestino | posta eliminata | inviati | posta inviata | bozze | lixeira | itens excluídos | e-mails enviados
        itens enviados | rascunhos | prullenbak | verwijderde items | verzonden | verzonden items | concepten
        kosz | elementy usunięte | wysłane | elementy wysłane | wersje robocze | szkice | koš | odstraněná pošta
        odeslané | odeslaná pošta | koncepty | lomtár | kuka | elküldött | piszkozatok | корзина | удаленные
        отправленные | черновики | кошик | надіслані | чернетки | papperskorgen | skickat | skickade | utkast
        papirkurv | papirkurven | sendt | sendte | kladder | utkast | roskakori | lähetetyt | luonnokset | çöp kutusu
        gönderilmiş postalar | gönderilmiş öğeler | taslaklar | κάδος | απεσταλμένα | πρόχειρα | אשפה | נשלח | טיוטות
        المهملات | البريد المرسل | المسودات | ゴミ箱 | 送信済み | 送信済みメール | 下書き | 已删除邮件 | 已删除 | 已发送
        已发邮件 | 草稿 | 草稿箱 | 垃圾桶 | 寄件備份 | 휴지통 | 보낸편지함 | 임시보관함
        """
}
